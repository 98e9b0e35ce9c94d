

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
reply-name = Le nom de « { $name } » est trop long : 255 caractères au plus. Donnez au fichier un nom plus court.
reply-kind = « { $name } » est d’un type qui n’est pas autorisé. Enregistrez-le par exemple en PDF.
reply-empty-file = « { $name } » est vide. Choisissez un autre document.
reply-files-again = Si vous aviez choisi des documents, choisissez-les à nouveau : un navigateur ne les retient pas.

## Why a provider does not take it

refused-not-allowed = L’expéditeur n’accepte pas de réponse à ce message, ou plus. Contactez-le d’une autre manière.
refused-gone = Le message n’existe plus : son délai de conservation est passé. Il n’est plus possible d’y répondre.
refused-sent-before = Une autre réponse a déjà été envoyée depuis ce formulaire. Vérifiez-la dans les messages envoyés. Si vous envoyez à nouveau, une seconde réponse partira.
refused-too-large = La réponse et ses documents sont trop volumineux pour ce service. Envoyez moins de documents, ou des documents plus petits.
refused-too-many = Il y a plus de documents que ce service n’en accepte. Envoyez-en moins, ou regroupez-les dans un ZIP.
refused-too-long = L’objet ou le texte est trop long pour ce service. Raccourcissez-le, ou ajoutez le texte comme document.
refused-empty = Il manque quelque chose : indiquez un objet, et écrivez un texte ou ajoutez un document qui n’est pas vide.
refused-language = Le service n’accepte pas de réponse dans cette langue. Choisissez une autre langue.
refused-kind = Un document est d’un type que ce service n’accepte pas, ou son nom n’est pas possible. Enregistrez-le par exemple en PDF, avec un nom court.
refused-characters = L’objet ou le texte contient des caractères qui ne peuvent pas être envoyés. Tapez le texte à nouveau au lieu de le coller.
refused-no-action = Ce message ne demande plus d’action. Décochez l’exécution de l’action.
refused-other = Le service n’accepte pas cette réponse telle quelle. Essayez sous une autre forme, ou demandez de l’aide au helpdesk du service.
refused-told = Pour un technicien, dans les mots du service :
