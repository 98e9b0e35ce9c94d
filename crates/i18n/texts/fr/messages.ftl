## The list of messages

messages-title = Messages
messages-total = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
messages-none = Aucun message
messages-none-more = Les nouveaux messages apparaissent ici dès qu'un expéditeur les envoie.

## What is special about a message

mark-unread = Non lu
mark-registered = Recommandé
mark-action = Action requise
mark-action-done = Action exécutée
mark-reply = Réponse possible
mark-attachments = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
received = Reçu

## Providers whose messages are not there

absent-maintenance = Les messages de { $provider } manquent : maintenance jusqu'au { $until }.
absent-late = Les messages de { $provider } manquent : la réponse n'est pas arrivée à temps. Rechargez la page plus tard.
absent-down = Les messages de { $provider } manquent : le service est injoignable. Rechargez la page plus tard.
absent-not-offered = Les messages de { $provider } manquent : ce service ne peut pas filtrer ainsi.
absent-refused = Les messages de { $provider } manquent : le service a refusé de répondre.
absent-unreadable = { $count ->
    [one] { $count } message ne peut pas être lu et manque.
   *[other] { $count } messages ne peuvent pas être lus et manquent.
}
