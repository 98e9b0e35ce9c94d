## One message

back-to-messages = Alle berichten
back-to-message = Terug naar het bericht
open-title = Dit bericht is nog niet geopend
open-means = Wie het hoofddocument opent, doet dat namens de onderneming. Het bericht geldt dan als gelezen, de herinneringen stoppen en termijnen kunnen beginnen te lopen. Dat kan niet ongedaan worden gemaakt.
open-means-registered = Dit bericht heeft de waarde van een aangetekende zending.
open = Openen en lezen
body = Bericht
attachments = { $count ->
    [one] Document
   *[other] Documenten ({ $count })
}
main-document = Hoofddocument
signed = met handtekening
details = Gegevens
expires = Verdwijnt op
message-type = Soort
application = Toepassing
provider = Bewaard door
attention = Ter attentie van
text-is-cut = Alleen het begin wordt getoond. Download het bestand om alles te lezen.

## What can be done with a message

reply = Antwoorden
zip = Downloaden als ZIP
hide = Verbergen
hide-hint = Verbergen verwijdert niets: het bericht blijft bewaard en u kunt het weer tonen.
show = Weer tonen
print = Afdrukken
move = Verplaatsen
move-to = Verplaatsen naar partitie
action-title = Dit bericht vraagt een actie
action-done-title = De actie is uitgevoerd
action-go = Ga naar de dienst waar u dit doet
action-due = Te doen vóór { $date }
action-means = Bevestig pas als het gedaan is. De afzender ziet dan dat de actie is uitgevoerd en herinnert u er niet meer aan. Dat kan niet ongedaan worden gemaakt.
action-execute = Bevestigen: gedaan
action-executed = Uitgevoerd op { $moment }

## What was done just now

done-hidden = Verborgen. Via de filters vindt u verborgen berichten terug.
done-shown = Weer zichtbaar.
done-moved = Verplaatst.
done-executed = De actie is als uitgevoerd genoteerd.
done-replied = Uw antwoord is verstuurd.
done-nothing = Er was geen bericht geselecteerd. Vink eerst een of meer berichten aan.

## A message as a ZIP

back = Terug
zip-title = Downloaden als ZIP
zip-closed = { $count ->
    [one] { $count } van { $all } berichten is nog niet geopend:
   *[other] { $count } van { $all } berichten zijn nog niet geopend:
}
zip-open-title = Met het hoofddocument
zip-open = Openen en downloaden
zip-leave = Downloaden zonder hoofddocument
zip-without-main = Het hoofddocument is niet bijgevoegd: het bericht was nog niet geopend.
zip-description-name = bericht
