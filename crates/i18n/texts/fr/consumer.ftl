## Document Consumer : où en est l'entreprise

consumer-title = Document Consumer
consumer-lead = Votre propre logiciel relève chaque message de l'e-Box : chez chaque fournisseur, par paquets, dès son arrivée.
consumer-made = Le compte est créé. Donnez l'OAuth client ID à votre logiciel : { $client }
consumer-irreversible = Devenir Document Consumer est irréversible.
consumer-irreversible-more = Les conditions sont acceptées pour toute l'entreprise et définitivement. Testez d'abord avec la simulation d'un autre environnement et convenez dans l'entreprise de qui suit les messages.
consumer-step-terms = Lire et accepter les conditions d'utilisation
consumer-step-terms-more = Elles disent ce que votre logiciel peut faire et ce qui reste de votre responsabilité. Vous les acceptez à la fin.
consumer-read-terms = Lire les conditions d'utilisation
consumer-read-again = Relire les conditions d'utilisation
consumer-accepted = Acceptées par { $person } le { $moment }.
consumer-step-account = Créer un compte webservice
consumer-step-account-more = Votre logiciel signe avec la clé d'un certificat. Le compte lui donne un OAuth client ID.
consumer-terms-first = Acceptez d'abord les conditions d'utilisation.
consumer-step-simulation = Tester avec la simulation
consumer-step-simulation-more = Elle contient des messages de toutes sortes, qui ne sont pas les vôtres et n'ont aucune conséquence. Utilisez-la avec le jeton de votre compte.
consumer-token-address = Adresse des jetons, et leur audience
consumer-simulation-address = Simulation
consumer-step-production = Relever vos messages
consumer-step-production-more = Demandez la liste des fournisseurs, puis vos messages à chacun d'eux.
consumer-providers-address = Liste des fournisseurs
consumer-changes = Ce qui change
consumer-change-read = Un message est considéré comme lu dès que votre logiciel en relève le document principal, peu importe qui l'a regardé.
consumer-change-partitions = Votre logiciel voit toutes les partitions de l'e-Box, quels que soient les droits de vos collègues.
consumer-change-kept = Les messages restent dans l'e-Box jusqu'à leur expiration. Conservez vos propres copies.
consumer-change-portal = Ce site reste disponible et doit être utilisé quand votre logiciel ou sa connexion fait défaut.
consumer-test = Tester maintenant
consumer-rehearse = Tout parcourir d’abord, sans rien changer

## Les appels d’un Document Consumer à la simulation

calls-consumer-title = Tester avec la simulation
calls-consumer-lead = Les appels que fait tout Document Consumer, l’un après l’autre, à la simulation. Ce qu’ils y ouvrent n’a pas de conséquences.
calls-list = Demander la liste des messages
calls-listed = Il y a { $number } messages.
calls-message = Lire un message
calls-read = Son objet est « { $subject } ».
calls-content = Récupérer son document principal
calls-received = { $file }, { $size }. En production, le message compterait désormais comme lu.
calls-statistics = Compter ce qu’il y a
calls-counted = { $unread } messages ne sont pas lus.
calls-took = { $milliseconds } ms
calls-failed = Cet appel a échoué. Le service a répondu :
calls-whole = Chaque appel a reçu la réponse attendue.
calls-broken = Un appel a échoué ; les suivants n’ont pas été faits.
calls-token = Ici les appels sont faits en votre nom, puisque seul votre logiciel a la clé de votre compte. Il demande d’abord un jeton à l’adresse ci-dessous, puis fait les mêmes appels.

## Répétition : chaque écran, et rien ne change

rehearse-title = Répétition
rehearse-note = Répétition : rien de ce que vous faites sur ces pages n’est conservé.
rehearse-lead = Vous parcourez chaque écran comme en réalité : les conditions, le compte, la vérification de votre certificat. À la fin, un rapport dit ce qui changerait.
rehearse-begin = Commencer la répétition
rehearse-check = Vérifier et voir ce qui changerait
report-title = Ce qui changerait
report-terms = { $person } accepterait la version { $version } des conditions d’utilisation au nom de { $enterprise }, définitivement. La personne, le moment et la version sont enregistrés.
report-account = Ce compte webservice serait créé. Tout ce que vous avez rempli est correct, le certificat aussi. Le compte recevrait alors son identifiant client OAuth.
report-scopes = Son logiciel pourrait demander des jetons avec :
report-for-real = Maintenant pour de vrai
report-not-now = Pas maintenant
