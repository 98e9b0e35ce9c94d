## Devenir expéditeur : les dossiers d’une institution

part-sending = Envoyer
sending-title = Devenir expéditeur
sending-lead = De la première demande à la production : ce qu’il y a à faire, par qui, et ce qui est fait.
sending-none = Il n’y a pas encore de dossier.
sending-new = Un nouveau dossier
sending-new-sender = Devenir Document Sender
sending-new-sender-means = Vos applications publient des documents à des entreprises ou à des citoyens, par un Document Provider.
sending-new-further = Ajouter des types de messages
sending-new-further-means = Vous envoyez déjà et voulez d’autres types de messages : la voie courte, sans demande ni certificat.
sending-new-provider = Devenir Document Provider
sending-new-provider-means = Vous gardez des messages dans votre propre registre, que lit chaque consommateur de la fédération.
sending-managers = Seul un gestionnaire d’accès de votre entreprise ouvre un dossier et y invite des collègues.
glance-title = En un coup d’œil
glance-kind = Sorte
glance-place = Où il en est
glance-since = Depuis
glance-since-when = depuis le { $date }
glance-next = À qui le tour
glance-you = C’est à vous

## Le chemin d’un dossier

way-stage = Étape { $number } :
way-done = terminé
way-now = maintenant
way-left-out = pas nécessaire
way-to-come = à venir
now-initial-request = Décrivez ce que vous voulez envoyer et introduisez la demande.
now-agreement = L’équipe d’intégration lit la demande.
now-agreement-asked = L’ONSS décide s’il donne son accord de principe.
now-kick-off = Voulez-vous une réunion de lancement ? Dites qu’elle a eu lieu, ou passez-la.
now-formal-request = Remplissez le formulaire et introduisez-le.
now-validation = L’équipe d’intégration valide le formulaire sur le plan technique.
now-validation-formal = L’ONSS valide le formulaire.
now-certificate = Commandez le certificat pour cet environnement et fournissez-le. Vérifiez-en la demande avant de commander.
now-configuration = L’équipe d’intégration configure l’environnement.
now-configuring = L’environnement est en cours de configuration. Là où il n’est joignable que par fichier, l’équipe d’intégration confirme que c’est fait.
now-undoing = La configuration est en cours d’annulation.
now-tests = Essayez tout dans cet environnement, montrez ensuite les tests et demandez le « go ».
now-go = L’équipe d’intégration examine les tests.
now-go-confirmed = L’ONSS décide du « go ».
now-entry = L’inscription au registre des fournisseurs est en cours. Là où l’environnement n’est joignable que par fichier, l’équipe d’intégration confirme que c’est fait.
now-live = Tout est prêt : cette institution est en production.
now-closing = Ce qui était configuré est en cours d’annulation.
now-declined = L’ONSS a refusé. La raison figure dans l’historique.
now-withdrawn = Votre institution s’est retirée.

## Un dossier : ce qu’il y a à faire

sending-now = Maintenant
sending-trouble = Cela n’a pas encore pu être fait ; un nouvel essai suit de lui-même. Ce qui a été dit :
sending-refused = L’environnement a refusé la configuration. L’équipe d’intégration décide de la suite. Ce qui a été dit :
sending-write-request = Rédiger la demande
sending-write-form = Remplir le formulaire
sending-kick-off-note = Ce qui a été convenu à la réunion
sending-kick-off-held = La réunion a eu lieu
sending-kick-off-skip = Aucune réunion n’est nécessaire
sending-withdraw = Se retirer
sending-withdraw-why = Pourquoi vous retirez-vous ?
sending-withdraw-title = Se retirer : { $number }
sending-withdraw-means = Le dossier prend fin définitivement, et ce qui est configuré pour lui est annulé dans chaque environnement. Vous pouvez ouvrir un nouveau dossier à tout moment.
sent-back = Il a été renvoyé, pour ces raisons :
history-title = Historique
talk-title = Échanges
talk-none = Personne n’a encore rien dit.
talk-question = Question
talk-question-open = Question sans réponse
talk-answers = Réponse à cette question
talk-answer = Répondre
talk-your-answer = Votre réponse
talk-answer-send = Envoyer la réponse
talk-text = Que voulez-vous dire ?
talk-files = Fichiers
talk-files-hint = Au plus { $count } fichiers, de { $size } au plus chacun.
talk-is-question = C’est une question qui demande une réponse.
talk-send = Dire
colleagues-title = Collègues
colleagues-means = Les gestionnaires d’accès de votre entreprise voient ce dossier, ainsi que les personnes que vous invitez.
colleagues-number = Numéro de registre national
colleagues-invite = Inviter
colleagues-end = Mettre fin
sending-certificate = Certificat
sending-tests = Tests
sending-examples = Exemples
sending-tests-of = Tests en { $environment }
sending-examples-of = Exemples pour { $environment }

## Ce qui a été fait, ou pourquoi pas

done-opened = Le dossier est ouvert.
done-submitted = C’est introduit.
done-decided = C’est noté.
done-withdrawn = Votre institution s’est retirée.
done-said = C’est dit.
done-invited = Le collègue participe désormais.
done-uninvited = Le collègue ne participe plus.
done-saved = C’est enregistré.
not-done-meanwhile = Le dossier a avancé entre-temps : ceci n’a donc pas été fait. Voici où il en est.
not-done-incomplete = Le formulaire n’est pas complet : voyez ce qui manque.
not-done-questions = Des questions sont sans réponse : répondez-y d’abord.
not-done-no-reason = Une raison de 2000 caractères au plus est nécessaire.
not-done-no-words = Écrivez quelque chose, en 4000 caractères au plus.
not-done-too-much = Il y a trop de fichiers, l’un est trop grand, ou son nom compte plus de 255 caractères. Rien n’a encore été dit.
not-done-no-question = Quelqu’un a répondu à cette question entre-temps. Lisez cette réponse ; vous pouvez dire aussi ce que vous avez écrit.
not-done-certificate = Le certificat ne convient pas.
not-done-untested = Des cas ne sont ni montrés ni excusés.
not-done-no-person = Ce n’est pas un numéro de registre national.
not-done-unknown-person = Personne n’est enregistré ici sous ce numéro.
not-done-not-live = Votre institution n’est pas encore en production comme expéditeur : commencez par un dossier pour cela.
not-done-too-many = Votre institution a trop de dossiers ouverts. Terminez-en ou retirez-en un d’abord.
not-done-environment = L’environnement n’a pas répondu. Rien n’a changé ; réessayez plus tard.
