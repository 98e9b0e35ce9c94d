## Een formulier schrijven

writing-request = Eerste aanvraag
writing-form = Formele aanvraag
writing-request-lead = Wat u wilt, in enkele woorden. U kunt deze pagina altijd verlaten; een collega kan verdergaan.
writing-form-lead = Wat precies geconfigureerd moet worden. U kunt deze pagina altijd verlaten; een collega kan verdergaan.
writing-save = Bewaren
writing-go-on = Bewaren en verdergaan
writing-submit-request = De aanvraag indienen
writing-submit-form = Het formulier indienen
writing-remove = Verwijderen
writing-saved = Bewaard op { $moment } door { $person }.
writing-never-saved = Er is nog niets bewaard.
writing-not-saved = Het kon niet bewaard worden. Druk op “Bewaren”.
writing-mistakes = { $count ->
    [one] Eén veld moet nog in orde gebracht worden vóór u kunt indienen:
   *[other] { $count } velden moeten nog in orde gebracht worden vóór u kunt indienen:
}
writing-remark = Teruggestuurd: { $text }
writing-meanwhile-title = Een collega heeft dit formulier intussen bewaard.
writing-meanwhile-means = Hieronder staat hun versie. Dit is wat bij u verschilt: kies wat u wilt overnemen en bewaar.
writing-take = Het mijne overnemen: { $field }
writing-theirs = Van de collega
writing-mine = Van u
writing-meanwhile = Een collega heeft dit formulier intussen bewaard. Druk op “Bewaren”: er gaat niets van u verloren.
writing-moved-on = Dit formulier is intussen ingediend en kan nu niet veranderd worden. Druk op “Bewaren” om te zien wat u schreef.
writing-too-much = Dit is meer dan het formulier kan bevatten. Kort het in, of haal een item weg.
answers-lead = Dit formulier kan nu niet veranderd worden: enkel wanneer het teruggestuurd wordt.
answers-not-saved = Wat u schreef kon niet meer bewaard worden, omdat het formulier intussen ingediend is. Kopieer wat u nog nodig hebt:
answer-none = Geen antwoord
field-missing = Vul dit in.
field-too-long = Hoogstens { $most } tekens.
field-no-number = Een geheel getal van { $least } tot { $most }.
field-no-choice = Kies er een uit de lijst.
field-no-identifier = Hoogstens { $most } letters zonder accent, cijfers en de tekens : . _ -
field-twice = Dit staat twee keer in het formulier.
field-no-entry = Voeg er minstens een toe, en niet meer dan het formulier toelaat.
field-unknown-application = Dit formulier heeft geen toepassing met deze identificatie.
field-no-email = Dit is geen e-mailadres.
field-no-address = Een adres dat met https:// begint
field-not-public = Een adres dat met https:// begint en dat anderen kunnen bereiken: niet van deze machine of van een privénetwerk.
field-no-base-address = Een adres zonder ? # @: er komen paden achter.
field-no-logo = De afbeelding moet een vierkante PNG, GIF of JPEG van minder dan 100 pixels breed en hoogstens 50 kB zijn.
field-no-provider = De identificatie van een Document Provider: kleine letters, cijfers en koppeltekens.
field-taken = Een andere organisatie heeft deze identificatie al. Kies een andere.
field-no-file = Zet dit bestand eerst in het gesprek, en noem het zoals het daar heet.

## De eerste aanvraag

request-part = Wat u wilt verzenden
request-part-hint = Het integratieteam en de RSZ beslissen hierover: schrijf voor lezers die uw project niet kennen.
request-name = Naam van het project
request-name-hint = Zoals iedereen het zal noemen.
request-use-cases = Gebruiksscenario’s
request-use-cases-hint = Welke documenten, voor wie, op welke wettelijke grond, en wat ontvangers ermee doen.
request-volume = Documenten per jaar
request-volume-hint = Een schatting, als getal.
request-peaks = Piekmomenten
request-peaks-hint = Wanneer veel documenten tegelijk komen, en hoeveel.
request-planning = Planning
request-planning-hint = Wanneer u wilt testen, en wanneer u in productie wilt gaan.
request-network = Van waar uw systemen oproepen
request-inside = Vanuit het netwerk van de sociale zekerheid
request-inside-means = De weg begint in INT.
request-outside = Van ergens anders
request-outside-means = INT is van daar niet bereikbaar: de weg begint in ACC.

## De formele aanvraag van een afzender

form-choose = Kies
form-through = Document Provider
form-through-hint = In wiens register uw berichten bewaard worden.
form-provider = Identificatie van de Document Provider
form-organization = Uw organisatie
form-organization-hint = Zoals ontvangers ze zullen zien.
form-short-name = Korte naam
form-long-name = Volledige naam
form-site = Website (niet verplicht)
form-address-hint = Begint met https://
form-logo = Logo (niet verplicht)
form-logo-hint = Een vierkante PNG, GIF of JPEG van minder dan 100 pixels breed en hoogstens 50 kB. Het wordt met “Bewaren” verstuurd.
form-logo-there = Er is een logo. Een ander bestand vervangt het.
form-logo-remove = Het logo verwijderen
form-contact-business = E-mail van de helpdesk over de inhoud
form-contact-business-hint = Waar ontvangers vragen stellen. Van een dienst, nooit van een persoon.
form-contact-technical = E-mail van de technische helpdesk
form-contact-technical-hint = Waar andere helpdesks vragen stellen. Van een dienst, nooit van een persoon.
form-applications = Toepassingen
form-applications-hint = Elk van uw systemen dat verzendt. De identificatie ervan staat in het certificaat.
form-application = Toepassing { $number }
form-application-add = Een toepassing toevoegen
form-application-id = Identificatie van de toepassing
form-application-id-hint = Zoals employment:job-attest:werkkaart
form-application-name = Naam van de toepassing
form-types = Berichttypes
form-types-hint = Elke soort document die ontvangers kunnen onderscheiden, filteren en bewaren.
form-type = Berichttype { $number }
form-type-add = Een berichttype toevoegen
form-type-id = Identificatie van het berichttype
form-type-id-hint = Zoals WK1-ACTIVA. Niemand anders mag het hebben.
form-type-name = Naam van het berichttype
form-type-application = Toepassing die het verzendt
form-type-application-hint = De identificatie van een van hierboven.
form-validity = Berichten worden bewaard gedurende
form-validity-hint = Een geheel getal; de eenheid volgt.
form-validity-unit = Eenheid
form-unit-day = dagen
form-unit-month = maanden
form-unit-year = jaren
form-sector = Ontvangers
form-sector-enterprise = Ondernemingen
form-sector-citizen = Burgers
form-sector-both = Ondernemingen en burgers
form-keys = Bedrijfsgegevens
form-key = Sleutel { $number }
form-key-add = Een sleutel voor bedrijfsgegevens toevoegen
form-key-id = Sleutel
form-key-id-hint = Zoals caseNumber
form-key-name = Naam van de sleutel
form-key-format = Formaat
form-format-text = Tekst
form-format-date = Datum
form-format-decimal = Decimaal getal
form-format-enterprise = Ondernemingsnummer
form-format-ssin = Rijksregisternummer

## De formele aanvraag van een Document Provider

provider-part = Uw register
provider-part-hint = Wat het providerregister ervan moet zeggen.
provider-id = Identificatie
provider-id-hint = Kleine letters, cijfers en koppeltekens; in elke omgeving dezelfde.
provider-name = Naam van de provider
provider-description = Wat hij aanbiedt
provider-contact = E-mail van de helpdesk
provider-contact-hint = Van een dienst, nooit van een persoon.
provider-contract-part = Contract
provider-contract-hint = Voeg het ondertekende contract als bestand toe in het gesprek van het dossier, en noem dat bestand hier.
provider-signatory = Wettelijke vertegenwoordiger die het ondertekende
provider-contract = Bestand met het ondertekende contract
provider-addresses = Adressen van het register
provider-v2 = { $environment }: register v2.1
provider-v3 = { $environment }: register v3 (niet verplicht)
