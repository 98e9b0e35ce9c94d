## Afzender worden: de dossiers van een instelling

part-sending = Verzenden
sending-title = Afzender worden
sending-lead = Van de eerste aanvraag tot productie: wat te doen is, door wie, en wat al gedaan is.
sending-none = Er is nog geen dossier.
sending-new = Een nieuw dossier
sending-new-sender = Document Sender worden
sending-new-sender-means = Uw toepassingen publiceren documenten aan ondernemingen of burgers, via een Document Provider.
sending-new-further = Berichttypes toevoegen
sending-new-further-means = U verzendt al en wilt verdere berichttypes: de korte weg, zonder aanvraag en certificaat.
sending-new-provider = Document Provider worden
sending-new-provider-means = U bewaart berichten in een eigen register, dat elke afnemer van de federatie leest.
sending-managers = Alleen een toegangsbeheerder van uw onderneming opent een dossier en nodigt er collega’s voor uit.
glance-title = In één oogopslag
glance-kind = Soort
glance-place = Waar het staat
glance-since = Sinds
glance-since-when = sinds { $date }
glance-next = Aan de beurt
glance-you = U bent aan de beurt

## De weg van een dossier

way-stage = Fase { $number }:
way-done = klaar
way-now = nu
way-left-out = niet nodig
way-to-come = nog te doen
now-initial-request = Beschrijf wat u wilt verzenden, en dien de aanvraag in.
now-agreement = Het integratieteam leest de aanvraag.
now-agreement-asked = De RSZ beslist of zij in principe akkoord gaat.
now-kick-off = Wilt u een startvergadering? Zeg dat ze plaatsvond, of sla ze over.
now-formal-request = Vul het formulier in en dien het in.
now-validation = Het integratieteam valideert het formulier technisch.
now-validation-formal = De RSZ valideert het formulier.
now-certificate = Bestel het certificaat voor deze omgeving en bezorg het. Controleer de aanvraag ervan vóór u bestelt.
now-configuration = Het integratieteam configureert de omgeving.
now-configuring = De omgeving wordt geconfigureerd. Waar ze alleen met een bestand bereikbaar is, bevestigt het integratieteam dat het gebeurd is.
now-undoing = De configuratie wordt ongedaan gemaakt.
now-tests = Probeer alles in deze omgeving, toon dan de tests en vraag de “go”.
now-go = Het integratieteam bekijkt de tests.
now-go-confirmed = De RSZ beslist over de “go”.
now-entry = De inschrijving in het providerregister wordt gemaakt. Waar de omgeving alleen met een bestand bereikbaar is, bevestigt het integratieteam dat ze gemaakt is.
now-live = Alles is klaar: deze instelling is in productie.
now-closing = Wat geconfigureerd was, wordt ongedaan gemaakt.
now-declined = De RSZ heeft geweigerd. De reden staat in de geschiedenis.
now-withdrawn = Uw instelling heeft zich teruggetrokken.

## Een dossier: wat te doen is

sending-now = Nu
sending-trouble = Het kon nog niet gedaan worden; het wordt vanzelf opnieuw geprobeerd. Wat gezegd werd:
sending-refused = De omgeving weigerde de configuratie. Het integratieteam beslist wat volgt. Wat gezegd werd:
sending-write-request = De aanvraag schrijven
sending-write-form = Het formulier invullen
sending-kick-off-note = Wat op de vergadering afgesproken is
sending-kick-off-held = De vergadering vond plaats
sending-kick-off-skip = Er is geen vergadering nodig
sending-withdraw = Terugtrekken
sending-withdraw-why = Waarom trekt u zich terug?
sending-withdraw-title = Terugtrekken: { $number }
sending-withdraw-means = Het dossier eindigt definitief, en wat ervoor geconfigureerd is, wordt in elke omgeving ongedaan gemaakt. U kunt altijd een nieuw dossier openen.
sent-back = Het werd teruggestuurd, om deze redenen:
history-title = Geschiedenis
talk-title = Gesprek
talk-none = Nog niemand heeft iets gezegd.
talk-question = Vraag
talk-question-open = Vraag, nog niet beantwoord
talk-answers = Antwoord op deze vraag
talk-answer = Antwoorden
talk-your-answer = Uw antwoord
talk-answer-send = Het antwoord versturen
talk-text = Wat wilt u zeggen?
talk-files = Bestanden
talk-files-hint = Hoogstens { $count } bestanden, van hoogstens { $size } elk.
talk-is-question = Dit is een vraag die beantwoord moet worden.
talk-send = Zeggen
colleagues-title = Collega’s
colleagues-means = De toegangsbeheerders van uw onderneming zien dit dossier, en wie u uitnodigt.
colleagues-number = Rijksregisternummer
colleagues-invite = Uitnodigen
colleagues-end = Beëindigen
sending-certificate = Certificaat
sending-tests = Tests
sending-examples = Voorbeelden
sending-tests-of = Tests in { $environment }
sending-examples-of = Voorbeelden voor { $environment }

## Wat gedaan is, of waarom niet

done-opened = Het dossier is geopend.
done-submitted = Het is ingediend.
done-decided = Dat is genoteerd.
done-withdrawn = Uw instelling heeft zich teruggetrokken.
done-said = Het is gezegd.
done-invited = De collega doet voortaan mee.
done-uninvited = De collega doet niet meer mee.
done-saved = Het is bewaard.
not-done-meanwhile = Het dossier is intussen verder, dus dit is niet gebeurd. Zo staat het er nu voor.
not-done-incomplete = Het formulier is niet volledig: kijk wat ontbreekt.
not-done-questions = Er zijn open vragen: beantwoord ze eerst.
not-done-no-reason = Een reden van hoogstens 2000 tekens is nodig.
not-done-no-words = Schrijf iets, in hoogstens 4000 tekens.
not-done-too-much = Dat zijn te veel bestanden, er is er een te groot, of de naam ervan heeft meer dan 255 tekens. Er is nog niets gezegd.
not-done-no-question = Intussen heeft iemand deze vraag beantwoord. Lees dat antwoord; u kunt wat u schreef toch nog zeggen.
not-done-certificate = Het certificaat past niet.
not-done-untested = Er zijn gevallen getoond noch verontschuldigd.
not-done-no-person = Dit is geen rijksregisternummer.
not-done-unknown-person = Niemand is hier onder dit nummer geregistreerd.
not-done-not-live = Uw instelling is nog niet in productie als afzender: begin met een dossier daarvoor.
not-done-too-many = Uw instelling heeft te veel open dossiers. Rond er eerst een af of trek er een terug.
not-done-environment = De omgeving gaf geen antwoord. Er is niets veranderd; probeer het later opnieuw.
