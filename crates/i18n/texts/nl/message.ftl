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
