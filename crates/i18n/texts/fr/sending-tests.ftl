## Le certificat d’un environnement

subject-lead = Chaque environnement a son propre certificat. Vérifiez-en la demande avant de commander : un certificat coûte de l’argent et des jours.
subject-title = Sujet pour { $environment }
subject-means = Le certificat doit dire exactement ceci. Il vient d’un émetteur officiel et n’est pas destiné à des sites publics.
subject-city = la commune, non abrégée
subject-region = la région, non abrégée
subject-others = Un certificat nomme une application. Vos autres :
subject-command = Ceci crée une clé privée et une demande de certificat ; complétez la commune et la région :
check-title = Vérifier une demande
check-means = Autant de fois que vous voulez. Rien n’est gardé et rien n’avance.
check-file = Demande de certificat (CSR)
check-do = Vérifier la demande
deliver-title = Fournir le certificat
deliver-file = Certificat
deliver-do = Fournir le certificat
certificate-not-now = Aucun certificat n’est demandé maintenant.
delivered-title = Certificats présents
delivered-environment = Environnement
found-request-fine = Cette demande convient : vous pouvez commander le certificat avec elle.
found-request-wrong = Cette demande ne convient pas. Faites-en une autre avant de commander.
found-certificate-wrong = Ce certificat ne convient pas et n’a pas été accepté.
found-warning = Accepté, mais :
certificate-unreadable-request = Ce fichier n’est pas une demande de certificat. Choisissez la CSR, en PEM ou DER.
certificate-self-signed = Il est signé avec sa propre clé. Commandez-en un auprès d’un émetteur officiel.
certificate-expires-soon = Il expire bientôt. Commandez le suivant maintenant.
certificate-abbreviated = La commune et la région doivent être écrites en toutes lettres.
certificate-unusual-key = La clé n’est pas RSA, ce que d’autres de la fédération pourraient ne pas accepter.
done-certificate = Le certificat convient et a été fourni.

## Des tests comme preuve

tests-lead = Chaque cas est montré par un appel que votre client a vraiment fait dans cet environnement. Personne ne le coche à la main.
tests-lead-provider = Chaque cas est montré par un appel que le service fait à votre registre lorsque cette page est chargée. Personne ne le coche à la main.
tests-away = Cet environnement ne dit pas maintenant ce qui s’y est passé. Réessayez plus tard.
tests-settled = { $settled } cas sur { $all } sont montrés ou excusés.
tests-not-yet = Quand tous le seront, vous pourrez demander le « go ». Rechargez cette page après un appel.
tests-ask = Demander le « go » avec ces tests
case-is-shown = montré
case-is-excused = excusé
case-is-missing = manque
proof-at = Moment de l’appel
proof-status = Réponse
proof-message = Message
excuse-give = Dire pourquoi il ne doit pas être montré
excuse-change = Changer l’excuse, ou la retirer
excuse-why = Pourquoi ne doit-il pas être montré ?
excuse-hint = Ceux qui décident du « go » la lisent. Laissée vide, l’excuse est retirée.
excuse-save = Enregistrer
done-go-asked = Les tests ont été montrés et le « go » a été demandé.
done-excused = Le cas est excusé.
done-unexcused = L’excuse est retirée.

## Comment montrer chaque cas

how-type = Publiez un message avec messageTypeId { $id }.
how-one-document = Publiez avec exactement un fichier, qui est le contenu principal.
how-digest-right = Publiez un fichier avec son digest : digestMethod sha_256, et comme digestValue le SHA-256 en base64url.
how-body-only = Publiez sans fichiers : "attachments": [], bodyContent et "isBodyMainContent": true.
how-six-files = Publiez avec six fichiers, upfile1 à upfile6, dont l’un est le contenu principal.
how-annex-beside-body = Publiez avec "isBodyMainContent": true et un fichier dont isMainContent est false.
how-business-data = Publiez avec une businessDataList qui a une clé du type de message.
how-same-key-twice = Envoyez deux fois la même publication avec la même Idempotency-Key : la deuxième réponse est 409, avec le premier message.
how-never-opened = Publiez à un destinataire qui n’a jamais ouvert son e-Box : la réponse est 201 avec le code NO_DIGITAL_USER.
how-citizen-pdf = Publiez à un citoyen ("eboxType": "citizen" et ssin), avec des fichiers PDF seulement.
how-check = Le portail appelle votre registre quand cette page est chargée : faites-le répondre comme le dit le contrat.
how-refused-recipient = Publiez à une entreprise qui n’existe pas dans cet environnement, et lisez le refus.
how-refused-configuration = Publiez avec un messageTypeId qui n’est pas le vôtre, et lisez le refus.
how-refused-sender = Publiez avec un sender qui nomme une autre entreprise, et lisez le refus.
how-refused-digest = Publiez avec un digest d’un autre fichier, et lisez le refus.
how-refused-languages = Publiez avec un subject en deux langues, et lisez le refus.
how-refused-no-main-content = Publiez avec isMainContent false à chaque annexe, et lisez le refus.
how-refused-several-main-contents = Publiez avec isMainContent true à deux annexes, et lisez le refus.
how-refused-media-type = Publiez un fichier avec type=application/x-msdownload, et lisez le refus.
how-refused-count = Publiez avec un fichier de plus qu’il n’y a d’annexes, et lisez le refus.
how-refused-part = Publiez avec un httpPartName qu’aucun fichier n’a, et lisez le refus.
how-refused-part-headers = Publiez une partie de fichier sans Content-Type ou sans nom, et lisez le refus.
how-refused-schema = Publiez avec un champ qu’aucun message n’a, et lisez le refus.
how-refused-business-data-key = Publiez avec une clé que le type de message n’a pas, et lisez le refus.

## Exemples à copier

examples-lead = Faits pour vos applications et types de messages. Ils fonctionnent tels quels, avec la clé privée que vous avez faite pour cet environnement.
examples-away = Cet environnement ne dit pas maintenant où est son registre ni à qui envoyer : complétez ce qui est en majuscules.
examples-real = En production, chaque message est un courrier officiel à un vrai destinataire. Personne n’est proposé ici : complétez le numéro du destinataire à qui vous devez envoyer.
examples-client = Votre client
examples-registry = Registre de messages (v3)
examples-profile = Commencez par ceci dans un shell. Le jeton vaut quelques minutes.
examples-recipients = À qui vous pouvez envoyer
examples-name = Nom
examples-number = Numéro
examples-opened = e-Box
examples-citizen = (citoyen)
examples-enterprise = (entreprise)
examples-has-opened = utilisée
examples-never-opened = jamais ouverte
examples-publish = Publier
examples-publish-means = Un message de chacun de vos types. La réponse 201 nomme le message ; la page des tests le montre.
