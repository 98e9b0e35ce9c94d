

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
reply-kind = ‘{ $name }’ is van een soort die niet is toegelaten. Bewaar het bijvoorbeeld als PDF.
reply-empty-file = ‘{ $name }’ is leeg. Kies een ander document.
reply-files-again = Koos u documenten, kies ze dan opnieuw: een browser onthoudt ze niet.
