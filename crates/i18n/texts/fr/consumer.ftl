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
