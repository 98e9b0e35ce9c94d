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

## What can be done with a message

reply = Répondre
zip = Télécharger en ZIP
hide = Masquer
hide-hint = Masquer ne supprime rien : le message est conservé et vous pouvez le réafficher.
show = Réafficher
print = Imprimer
move = Déplacer
move-to = Déplacer vers la partition
action-title = Ce message demande une action
action-done-title = L’action est exécutée
action-go = Aller au service où cela se fait
action-due = À faire avant le { $date }
action-means = Ne confirmez qu’une fois l’action faite. L’expéditeur voit alors qu’elle est exécutée et ne vous la rappelle plus. C’est irréversible.
action-execute = Confirmer : c’est fait
action-executed = Exécutée le { $moment }

## What was done just now

done-hidden = Masqué. Les filtres permettent de retrouver les messages masqués.
done-shown = À nouveau visible.
done-moved = Déplacé.
done-executed = L’action est notée comme exécutée.
done-replied = Votre réponse est envoyée.
done-nothing = Aucun message n’était sélectionné. Cochez d’abord un ou plusieurs messages.

## A message as a ZIP

back = Retour
zip-title = Télécharger en ZIP
zip-closed = { $count ->
    [one] { $count } message sur { $all } n’a pas encore été ouvert :
   *[other] { $count } messages sur { $all } n’ont pas encore été ouverts :
}
zip-open-title = Avec le document principal
zip-open = Ouvrir et télécharger
zip-leave = Télécharger sans le document principal
zip-without-main = Le document principal n’est pas joint : le message n’était pas encore ouvert.
zip-description-name = message
