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

## Where in the list

sent-title = Messages envoyés
sent-none-more = Les réponses que votre entreprise envoie apparaissent ici.
mail-to = À : { $name }
boxes = Reçus ou envoyés
box-received = Reçus
box-sent = Envoyés
messages-until = Messages du { $moment } et plus anciens
messages-none-found = Aucun message ne correspond à ces filtres.
pages = Pages
page-newest = Retour au début de la liste
page-newer = Messages plus récents
page-older = Messages plus anciens

## Numbers that lead to what they count

tiles = Ce qui demande votre attention
tile-unread = { $count ->
    [one] message non lu
   *[other] messages non lus
}
tile-action = { $count ->
    [one] action requise
   *[other] actions requises
}
tile-expires = { $count ->
    [one] disparaît bientôt
   *[other] disparaissent bientôt
}
tile-registered = { $count ->
    [one] message recommandé
   *[other] messages recommandés
}

## Filters

filters = Rechercher et filtrer les messages
filter-search = Rechercher dans l’objet, l’expéditeur et le type
filter-search-language = Langue du texte
filter-go = Rechercher
filters-more = Filtres
filter-from = Reçu à partir du
filter-until = Reçu jusqu’au
filter-sent-from = Envoyé à partir du
filter-sent-until = Envoyé jusqu’au
filter-sender = Expéditeur
filter-partition = Partition
filter-status = Lu ou non lu
filter-read = Lu
filter-show = Messages masqués
filter-show-visible = Ne pas afficher
filter-show-hidden = Uniquement les messages masqués
filter-show-all = Afficher aussi
filter-any = Tous
filter-only = Uniquement les messages
filter-registered = qui sont recommandés
filter-action = qui demandent une action
filter-expires = qui disparaissent bientôt
filter-apply = Appliquer les filtres
filter-clear = Effacer les filtres
wrong-date = « { $field } » n’est pas une date. Écrivez un jour comme 2026-03-31.
wrong-order = Le dernier jour précède le premier. Inversez-les.
wrong-search = Le texte à rechercher est trop long. Utilisez au plus { $count } caractères.

## More marks and logos

mark-opened = Ouvert par le destinataire
mark-hidden = Masqué
mark-action-due = Action requise avant le { $date }
mark-expires = Disparaît le { $date }
logo-of = Logo de { $name }

## Selected messages

selection = Avec les messages sélectionnés
select = Sélectionner : { $subject }
select-all = Tout sélectionner
selected-title = Tout n’a pas réussi
selected-unchanged = { $count ->
    [one] { $count } message de { $provider } n’a pas été modifié.
   *[other] { $count } messages de { $provider } n’ont pas été modifiés.
}
selected-not-offered = Ce service ne le propose pas.
selected-no-partition = Cette partition n'existe pas ; quelqu'un l'a peut-être supprimée entre-temps. Rechargez la liste et choisissez-en une autre.
selected-try-again = L’un d’eux n’existe peut-être plus, ou le service ne répond pas. Rechargez la liste et réessayez.
selected-changed = { $count ->
    [one] { $count } autre message a été modifié.
   *[other] { $count } autres messages ont été modifiés.
}
tiles-partial = Sans les messages manquants.
