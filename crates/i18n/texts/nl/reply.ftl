

## Answering a message

reply-title = Bericht beantwoorden
reply-to = Antwoord op:
reply-language = Taal van uw antwoord
reply-language-hint = Onderwerp en tekst zijn in dezelfde taal.
reply-subject = Onderwerp
reply-body = Tekst
reply-files = Documenten
reply-files-hint = Hoogstens { $count } documenten van hoogstens { $size }. Toegelaten: { $kinds }.
reply-executes = Hiermee is de actie uitgevoerd:
reply-means = Een verstuurd antwoord kan niet worden gewijzigd of teruggenomen.
reply-send = Antwoord versturen

## What keeps it from being sent

reply-not-sent = Uw antwoord is nog niet verstuurd.
reply-no-subject = Vul een onderwerp in.
reply-long-subject = Het onderwerp heeft { $count } tekens. Maak het korter: hoogstens { $most }.
reply-long-body = De tekst heeft { $count } tekens. Maak hem korter (hoogstens { $most }) of voeg een document toe.
reply-empty = Schrijf een tekst of voeg een document toe.
reply-too-many = U koos { $count } documenten. Hoogstens { $most } kunnen mee; bundel ze in een ZIP.
reply-too-large = ‘{ $name }’ is te groot. Een document heeft hoogstens { $size }.
reply-name = De naam van ‘{ $name }’ is te lang: hoogstens 255 tekens. Geef het bestand een kortere naam.
reply-kind = ‘{ $name }’ is van een soort die niet is toegelaten. Bewaar het bijvoorbeeld als PDF.
reply-empty-file = ‘{ $name }’ is leeg. Kies een ander document.
reply-files-again = Koos u documenten, kies ze dan opnieuw: een browser onthoudt ze niet.

## Why a provider does not take it

refused-not-allowed = De afzender neemt geen antwoord op dit bericht aan, of niet meer. Neem op een andere manier contact op met de afzender.
refused-gone = Het bericht is er niet meer: zijn bewaartijd is voorbij. Een antwoord erop kan niet meer.
refused-sent-before = Vanuit dit formulier werd al een ander antwoord verstuurd. Kijk dat na bij de verzonden berichten. Verstuurt u opnieuw, dan gaat er een tweede antwoord weg.
refused-too-large = Het antwoord is met zijn documenten te groot voor deze dienst. Stuur minder of kleinere documenten.
refused-too-many = Het zijn meer documenten dan deze dienst aanneemt. Stuur er minder, of bundel ze in een ZIP.
refused-too-long = Het onderwerp of de tekst is te lang voor deze dienst. Maak ze korter, of voeg de tekst als document toe.
refused-empty = Er ontbreekt iets: vul een onderwerp in en schrijf een tekst of voeg een document toe dat niet leeg is.
refused-language = De dienst neemt geen antwoord in deze taal aan. Kies een andere taal.
refused-kind = Een document is van een soort die deze dienst niet aanneemt, of heeft een naam die niet kan. Bewaar het bijvoorbeeld als PDF, met een korte naam.
refused-characters = Het onderwerp of de tekst bevat tekens die niet verstuurd kunnen worden. Typ de tekst opnieuw in plaats van hem te plakken.
refused-no-action = Dit bericht vraagt geen actie meer. Vink het uitvoeren van de actie uit.
refused-other = De dienst neemt dit antwoord zo niet aan. Probeer het in een andere vorm, of vraag hulp aan de helpdesk van de dienst.
refused-told = Voor een technicus, in de woorden van de dienst:
