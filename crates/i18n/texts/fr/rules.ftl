## Règles de répartition et propositions

rules-lead = Pour chaque nouveau message, les règles sont examinées dans cet ordre. La première qui convient détermine la partition.
rules-none = Il n'y a pas encore de règles
rules-none-more = Sans règle, chaque message arrive dans la partition générale.
rules-otherwise = Si aucune règle ne convient, le message arrive dans la partition générale.
rule-new = Nouvelle règle
rule-new-lead = Remplissez au moins un des trois critères. Tout ce que vous remplissez doit être satisfait.
rule-hint = Choisissez dans la liste ou indiquez un identifiant.
rule-organization = Expéditeur
rule-application = Application de l'expéditeur
rule-target = Vers la partition
rule-target-missing = Choisissez une partition.
rule-target-gone = Cette partition n'existe plus. Choisissez-en une autre.
rule-place = Place
rule-place-hint = Vous pourrez encore déplacer la règle plus tard.
rule-place-last = Après toutes les autres règles
rule-place-first = Avant toutes les autres règles
rule-id-unusable = Ceci n'est pas un identifiant. Choisissez dans la liste ou reprenez-le d'un message.
rule-number-unusable = Indiquez le numéro d'entreprise de l'expéditeur : dix chiffres.
rule-nothing-wanted = Remplissez au moins un critère : une règle pour tout n'a pas de sens.
rule-too-many = Cette e-Box a le nombre maximal de règles. Supprimez-en une d'abord.
rule-add = Ajouter la règle
rule-try = Essayer d'abord
rule-try-there = Essayer sur les messages existants
rule-goes-to = Va vers
rule-line = { $wanted } : vers { $partition }
rule-up = Monter
rule-down = Descendre
rule-delete = Supprimer
rule-delete-title = Supprimer cette règle ?
rule-delete-means = Les nouveaux messages iront alors là où la règle suivante qui convient les envoie. Les messages déjà présents restent où ils sont.

## A rule on the messages that are there

trial-title = Essayer une règle
trial-total = { $count ->
    [0] Aucun message existant n'y serait allé.
    [one] { $count } message existant y serait allé.
   *[other] { $count } messages existants y seraient allés.
}
trial-count = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
trial-newest = Les plus récents
trial-subject = Objet
trial-sender = Expéditeur
trial-received = Reçu
trial-lies-in = Se trouve dans
trial-move-means = Vous pouvez aussi déplacer ces messages. Qui peut voir { $partition } les verra ; qui ne le peut pas ne les verra plus. Rien n'est ainsi marqué comme lu.
trial-move = { $count ->
    [one] Déplacer { $count } message
   *[other] Déplacer { $count } messages
}
trial-leave = Les laisser où ils sont
trial-back = Retour aux règles
trial-not-added = La règle n'est pas encore ajoutée. Une fois ajoutée, elle vaut immédiatement pour les nouveaux messages ; vous pourrez ensuite déplacer les messages existants.
moved-title = Déplacer des messages
moved-total = { $count ->
    [one] { $count } message a été déplacé vers { $partition }.
   *[other] { $count } messages ont été déplacés vers { $partition }.
}
moved-count = Déplacés : { $count }.
moved-left = Encore à déplacer : { $count }.
moved-stopped = Ensuite le service s'est arrêté.
moved-again = Déplacer les autres

## What senders suggest

suggestions-lead = Un expéditeur sait lesquels de ses messages vont ensemble ; vous savez où. Si vous acceptez une proposition, elle devient une règle de répartition.
suggestions-none = Il n'y a pas de proposition ouverte
suggestion-of = Proposition de { $sender }
suggestion-made = Faite le { $date }
suggestion-accept = Accepter
suggestion-decline = Refuser

## What was done just now, or why it was not

outcome-rule-added = La règle est ajoutée et vaut immédiatement pour les nouveaux messages.
outcome-rule-moved = La règle est déplacée.
outcome-rule-deleted = La règle est supprimée.
outcome-declined = La proposition est refusée et n'est plus affichée.
outcome-not-accepted = La proposition n'a pas pu devenir une règle : la partition n'existe plus, ou il y a trop de règles. Rien n'a été modifié.
