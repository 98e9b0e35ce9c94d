

## Answering a message

reply-title = Répondre au message
reply-to = Réponse à :
reply-language = Langue de votre réponse
reply-language-hint = L’objet et le texte sont dans la même langue.
reply-subject = Objet
reply-body = Texte
reply-files = Documents
reply-files-hint = Au plus { $count } documents de { $size } au plus. Autorisés : { $kinds }.
reply-executes = L’action est ainsi exécutée :
reply-means = Une réponse envoyée ne peut être ni modifiée ni retirée.
reply-send = Envoyer la réponse

## What keeps it from being sent

reply-not-sent = Votre réponse n’est pas encore envoyée.
reply-no-subject = Indiquez un objet.
reply-long-subject = L’objet compte { $count } caractères. Raccourcissez-le : { $most } au plus.
reply-long-body = Le texte compte { $count } caractères. Raccourcissez-le ({ $most } au plus) ou ajoutez un document.
reply-empty = Écrivez un texte ou ajoutez un document.
reply-too-many = Vous avez choisi { $count } documents. { $most } au plus peuvent être joints ; regroupez-les dans un ZIP.
reply-too-large = « { $name } » est trop volumineux. Un document pèse { $size } au plus.
reply-kind = « { $name } » est d’un type qui n’est pas autorisé. Enregistrez-le par exemple en PDF.
reply-empty-file = « { $name } » est vide. Choisissez un autre document.
reply-files-again = Si vous aviez choisi des documents, choisissez-les à nouveau : un navigateur ne les retient pas.
