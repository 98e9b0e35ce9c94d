## Het certificaat van een omgeving

subject-lead = Elke omgeving heeft haar eigen certificaat. Controleer de aanvraag ervan vóór u bestelt: een certificaat kost geld en dagen.
subject-title = Onderwerp voor { $environment }
subject-means = Het certificaat moet precies dit zeggen. Het komt van een officiële uitgever en is geen certificaat voor openbare websites.
subject-city = de gemeente, niet afgekort
subject-region = het gewest, niet afgekort
subject-others = Een certificaat noemt één toepassing. Uw andere:
subject-command = Dit maakt een privésleutel en een aanvraag voor het certificaat; vul gemeente en gewest in:
check-title = Een aanvraag controleren
check-means = Zo vaak u wilt. Er wordt niets bewaard en er gaat niets verder.
check-file = Aanvraag voor een certificaat (CSR)
check-do = De aanvraag controleren
deliver-title = Het certificaat bezorgen
deliver-file = Certificaat
deliver-do = Het certificaat bezorgen
certificate-not-now = Nu wordt geen certificaat gevraagd.
delivered-title = Certificaten die er zijn
delivered-environment = Omgeving
found-request-fine = Deze aanvraag past: u kunt er het certificaat mee bestellen.
found-request-wrong = Deze aanvraag past niet. Maak een andere vóór u bestelt.
found-certificate-wrong = Dit certificaat past niet en werd niet aangenomen.
found-warning = Aanvaard, maar:
certificate-unreadable-request = Dit bestand is geen aanvraag voor een certificaat. Kies de CSR, als PEM of DER.
certificate-self-signed = Het is met zijn eigen sleutel ondertekend. Bestel er een bij een officiële uitgever.
certificate-expires-soon = Het eindigt binnenkort. Bestel nu het volgende.
certificate-abbreviated = Gemeente en gewest moeten voluit geschreven zijn.
certificate-unusual-key = De sleutel is geen RSA, wat anderen van de federatie misschien niet aannemen.
done-certificate = Het certificaat past en is bezorgd.

## Tests als bewijs

tests-lead = Elk geval wordt getoond door een oproep die uw client echt in deze omgeving deed. Niemand vinkt het met de hand aan.
tests-lead-provider = Elk geval wordt getoond door een oproep die de dienst naar uw register doet wanneer deze pagina geladen wordt. Niemand vinkt het met de hand aan.
tests-away = Deze omgeving zegt nu niet wat er gebeurde. Probeer het later opnieuw.
tests-settled = { $settled } van { $all } gevallen zijn getoond of verontschuldigd.
tests-not-yet = Als alle het zijn, kunt u de “go” vragen. Laad deze pagina opnieuw na een oproep.
tests-ask = Met deze tests de “go” vragen
case-is-shown = getoond
case-is-excused = verontschuldigd
case-is-missing = ontbreekt
proof-at = Tijdstip van de oproep
proof-status = Antwoord
proof-message = Bericht
excuse-give = Zeggen waarom het niet getoond hoeft te worden
excuse-change = De verontschuldiging wijzigen of intrekken
excuse-why = Waarom hoeft het niet getoond te worden?
excuse-hint = Wie over de “go” beslist, leest het. Leeg gelaten wordt de verontschuldiging ingetrokken.
excuse-save = Bewaren
done-go-asked = De tests zijn getoond en de “go” is gevraagd.
done-excused = Het geval is verontschuldigd.
done-unexcused = De verontschuldiging is ingetrokken.

## Hoe elk geval getoond wordt

how-type = Publiceer een bericht met messageTypeId { $id }.
how-one-document = Publiceer met precies één bestand, dat de hoofdinhoud is.
how-digest-right = Publiceer een bestand met zijn digest: digestMethod sha_256, en als digestValue de SHA-256 in base64url.
how-body-only = Publiceer zonder bestanden: "attachments": [], bodyContent en "isBodyMainContent": true.
how-six-files = Publiceer met zes bestanden, upfile1 tot upfile6, waarvan één de hoofdinhoud is.
how-annex-beside-body = Publiceer met "isBodyMainContent": true en een bestand met isMainContent false.
how-business-data = Publiceer met een businessDataList die een sleutel van het berichttype heeft.
how-same-key-twice = Verstuur dezelfde publicatie twee keer met dezelfde Idempotency-Key: het tweede antwoord is 409 met het eerste bericht.
how-never-opened = Publiceer aan een ontvanger die zijn e-Box nooit opende: het antwoord is 201 met de code NO_DIGITAL_USER.
how-citizen-pdf = Publiceer aan een burger ("eboxType": "citizen" en ssin), met enkel PDF-bestanden.
how-check = Het portaal roept uw register op wanneer deze pagina geladen wordt: laat het antwoorden zoals het contract zegt.
how-refused-recipient = Publiceer aan een onderneming die in deze omgeving niet bestaat, en lees de weigering.
how-refused-configuration = Publiceer met een messageTypeId die niet van u is, en lees de weigering.
how-refused-sender = Publiceer met een sender die een andere onderneming noemt, en lees de weigering.
how-refused-digest = Publiceer met een digest van een ander bestand, en lees de weigering.
how-refused-languages = Publiceer met een subject in twee talen, en lees de weigering.
how-refused-no-main-content = Publiceer met isMainContent false bij elke bijlage, en lees de weigering.
how-refused-several-main-contents = Publiceer met isMainContent true bij twee bijlagen, en lees de weigering.
how-refused-media-type = Publiceer een bestand met type=application/x-msdownload, en lees de weigering.
how-refused-count = Publiceer met een bestand meer dan er bijlagen zijn, en lees de weigering.
how-refused-part = Publiceer met een httpPartName die geen bestand heeft, en lees de weigering.
how-refused-part-headers = Publiceer een bestandsdeel zonder Content-Type of bestandsnaam, en lees de weigering.
how-refused-schema = Publiceer met een veld dat geen bericht heeft, en lees de weigering.
how-refused-business-data-key = Publiceer met een sleutel die het berichttype niet heeft, en lees de weigering.

## Voorbeelden om te kopiëren

examples-lead = Gemaakt voor uw toepassingen en berichttypes. Ze werken zoals ze zijn, met de privésleutel die u voor deze omgeving maakte.
examples-away = Deze omgeving zegt nu niet waar haar register is of aan wie u kunt verzenden: vul in wat in hoofdletters staat.
examples-real = In productie is elk bericht een officiële brief aan een echte bestemmeling. Hier wordt niemand voorgesteld: vul het nummer in van de bestemmeling aan wie u moet verzenden.
examples-client = Uw client
examples-registry = Berichtenregister (v3)
examples-profile = Begin hiermee in een shell. Het token geldt enkele minuten.
examples-recipients = Aan wie u kunt verzenden
examples-name = Naam
examples-number = Nummer
examples-opened = e-Box
examples-citizen = (burger)
examples-enterprise = (onderneming)
examples-has-opened = in gebruik
examples-never-opened = nooit geopend
examples-publish = Publiceren
examples-publish-means = Eén bericht van elk van uw types. Het antwoord 201 noemt het bericht; de pagina met de tests toont het.
