## Gestion e-Box : autour de chaque page, et l'aperçu

section-overview = Aperçu
section-people = Personnes et droits
section-partitions = Partitions
section-rules = Règles de répartition
section-suggestions = Propositions
section-mandates = Mandats
section-preferences = Préférences
section-consumer = Document Consumer
section-audit = Qui a fait quoi
overview-lead = Vous gérez l'accès à l'e-Box de { $enterprise }.
overview-all = Tout ce que vous gérez
waiting = À faire
waiting-none = Rien ne vous attend.
waiting-suggestions = { $count ->
    [one] { $count } proposition d'un expéditeur attend votre réponse
   *[other] { $count } propositions d'expéditeurs attendent votre réponse
}
waiting-mandates = { $count ->
    [one] { $count } mandat attend votre réponse
   *[other] { $count } mandats attendent votre réponse
}
waiting-account = Les conditions du Document Consumer sont acceptées ; il n'y a pas encore de compte webservice
waiting-certificates = { $count ->
    [one] { $count } compte web n’aura plus de certificat valable d’ici 30 jours : ajoutez-en un
   *[other] { $count } comptes web n’auront plus de certificat valable d’ici 30 jours : ajoutez-en un
}
card-people = Qui gère l'e-Box, et qui peut voir quels messages.
card-partitions = Répartissez l'e-Box, par exemple par service.
card-rules = Dans quelle partition arrivent les nouveaux messages.
card-suggestions = Les règles que des expéditeurs vous conseillent pour leurs messages.
card-mandates = Quelle entreprise agit pour vous, et pour qui vous agissez.
card-preferences = L'adresse pour les notifications, et le courrier exclusivement numérique.
card-consumer = Laissez votre propre logiciel relever les messages.
card-audit = Qui a ouvert quel document, et quand.
standing-people = Gestionnaires : { $managers }, personnes avec des droits : { $people }
standing-partitions = { $count ->
    [one] { $count } partition
   *[other] { $count } partitions
}
standing-rules = { $count ->
    [one] { $count } règle
   *[other] { $count } règles
}
standing-suggestions = { $count ->
    [one] { $count } proposition ouverte
   *[other] { $count } propositions ouvertes
}
standing-mandates = { $count ->
    [one] { $count } mandat en vigueur
   *[other] { $count } mandats en vigueur
}
standing-no-consumer = Pas encore Document Consumer
standing-terms-accepted = Conditions acceptées
standing-accounts = { $count ->
    [one] { $count } compte webservice
   *[other] { $count } comptes webservice
}
change = Modifier
confirm-not = Annuler
page-earlier = Page précédente
page-later = Page suivante

## What was done just now, or why it was not

outcome-granted = Le droit est accordé. Il vaut immédiatement.
outcome-withdrawn = Le droit est retiré. Cela vaut immédiatement.
outcome-named = Le gestionnaire est désigné.
outcome-dismissed = Le rôle est retiré.
outcome-last-manager = Rien n'a été modifié : une entreprise garde au moins un gestionnaire d'accès. Désignez-en d'abord un autre.
outcome-created = La partition est créée.
outcome-renamed = La partition porte son nouveau nom.
outcome-deleted = La partition est supprimée, avec les droits qui y étaient liés.
outcome-gone = Cela n'existait plus : rien n'a été modifié.
outcome-meanwhile = Quelqu'un d'autre vous a devancé et a modifié les partitions, les droits ou les règles. Rien n'a été modifié : regardez l'état actuel et réessayez.
