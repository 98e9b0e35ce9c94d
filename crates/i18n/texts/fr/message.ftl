## One message

back-to-messages = Tous les messages
back-to-message = Retour au message
open-title = Ce message n'est pas encore ouvert
open-means = Qui ouvre le document principal le fait au nom de l'entreprise. Le message est alors considéré comme lu, les rappels cessent et des délais peuvent commencer à courir. C'est irréversible.
open-means-registered = Ce message a la valeur d'un envoi recommandé.
open = Ouvrir et lire
body = Message
attachments = { $count ->
    [one] Document
   *[other] Documents ({ $count })
}
main-document = Document principal
signed = avec signature
details = Données
expires = Disparaît le
message-type = Type
application = Application
provider = Conservé par
attention = À l'attention de
text-is-cut = Seul le début est affiché. Téléchargez le fichier pour tout lire.
