## Rédiger un formulaire

writing-request = Demande initiale
writing-form = Demande formelle
writing-request-lead = Ce que vous voulez, en quelques mots. Vous pouvez quitter cette page à tout moment ; un collègue peut continuer.
writing-form-lead = Ce qui est à configurer, exactement. Vous pouvez quitter cette page à tout moment ; un collègue peut continuer.
writing-save = Enregistrer
writing-go-on = Enregistrer et continuer
writing-submit-request = Introduire la demande
writing-submit-form = Introduire le formulaire
writing-remove = Supprimer
writing-saved = Enregistré le { $moment } par { $person }.
writing-never-saved = Rien n’a encore été enregistré.
writing-not-saved = L’enregistrement n’a pas réussi. Appuyez sur « Enregistrer ».
writing-mistakes = { $count ->
    [one] Un champ est à compléter avant de pouvoir introduire :
   *[other] { $count } champs sont à compléter avant de pouvoir introduire :
}
writing-remark = Renvoyé : { $text }
writing-meanwhile-title = Un collègue a enregistré ce formulaire entre-temps.
writing-meanwhile-means = Voici leur version ci-dessous. Voilà ce qui diffère dans la vôtre : choisissez ce que vous voulez reprendre, puis enregistrez.
writing-take = Reprendre la mienne : { $field }
writing-theirs = Celle du collègue
writing-mine = La vôtre
writing-meanwhile = Un collègue a enregistré ce formulaire entre-temps. Appuyez sur « Enregistrer » : rien de vous n’est perdu.
writing-moved-on = Ce formulaire a été introduit entre-temps et ne peut être changé maintenant. Appuyez sur « Enregistrer » pour voir ce que vous avez écrit.
writing-too-much = C’est plus que le formulaire ne peut contenir. Raccourcissez, ou retirez une entrée.
answers-lead = Ce formulaire ne peut être changé maintenant : seulement s’il est renvoyé.
answers-not-saved = Ce que vous avez écrit n’a plus pu être enregistré, car le formulaire a été introduit entre-temps. Copiez ce dont vous avez encore besoin :
answer-none = Pas de réponse
field-missing = Remplissez ceci.
field-too-long = Au plus { $most } caractères.
field-no-number = Un nombre entier de { $least } à { $most }.
field-no-choice = Choisissez-en un dans la liste.
field-no-identifier = Au plus { $most } lettres sans accent, chiffres et les signes : . _ -
field-twice = Ceci figure deux fois dans le formulaire.
field-no-entry = Ajoutez-en au moins un, et pas plus que le formulaire n’en prend.
field-unknown-application = Ce formulaire n’a pas d’application de cet identifiant.
field-no-email = Ce n’est pas une adresse e-mail.
field-no-address = Une adresse qui commence par https://
field-not-public = Une adresse qui commence par https:// et que d’autres peuvent atteindre : ni de cette machine, ni d’un réseau privé.
field-no-base-address = Une adresse sans ? # @ : des chemins y sont ajoutés.
field-no-logo = L’image doit être un PNG, GIF ou JPEG carré de moins de 100 pixels, de 50 ko au plus.
field-no-provider = L’identifiant d’un Document Provider : minuscules, chiffres et traits d’union.
field-taken = Une autre organisation a déjà cet identifiant. Choisissez-en un autre.
field-no-file = Joignez d’abord ce fichier à la conversation, et indiquez le nom qu’il y porte.

## La demande initiale

request-part = Ce que vous voulez envoyer
request-part-hint = L’équipe d’intégration et l’ONSS décident là-dessus : écrivez pour des lecteurs qui ne connaissent pas votre projet.
request-name = Nom du projet
request-name-hint = Tel que chacun l’appellera.
request-use-cases = Cas d’utilisation
request-use-cases-hint = Quels documents, pour qui, sur quelle base légale, et ce qu’en font les destinataires.
request-volume = Documents par an
request-volume-hint = Une estimation, en chiffres.
request-peaks = Moments de pointe
request-peaks-hint = Quand beaucoup de documents arrivent à la fois, et combien.
request-planning = Planning
request-planning-hint = Quand vous voulez tester et quand vous voulez être en production.
request-network = D’où vos systèmes appellent
request-inside = De l’intérieur du réseau de la sécurité sociale
request-inside-means = Le chemin commence en INT.
request-outside = D’ailleurs
request-outside-means = INT n’est pas accessible de là : le chemin commence en ACC.

## La demande formelle d’un expéditeur

form-choose = Choisissez
form-through = Document Provider
form-through-hint = Celui dont le registre garde vos messages.
form-provider = Identifiant du Document Provider
form-organization = Votre organisation
form-organization-hint = Telle que les destinataires la verront.
form-short-name = Nom court
form-long-name = Nom complet
form-site = Site web (facultatif)
form-address-hint = Commence par https://
form-logo = Logo (facultatif)
form-logo-hint = Un PNG, GIF ou JPEG carré de moins de 100 pixels, de 50 ko au plus. Il est envoyé avec « Enregistrer ».
form-logo-there = Il y a un logo. Un autre fichier le remplace.
form-logo-remove = Supprimer le logo
form-contact-business = E-mail du helpdesk sur le contenu
form-contact-business-hint = Où s’adressent les destinataires. D’un service, jamais d’une personne.
form-contact-technical = E-mail du helpdesk technique
form-contact-technical-hint = Où s’adressent les autres helpdesks. D’un service, jamais d’une personne.
form-applications = Applications
form-applications-hint = Chacun de vos systèmes qui envoie. Son identifiant figure dans le certificat.
form-application = Application { $number }
form-application-add = Ajouter une application
form-application-id = Identifiant de l’application
form-application-id-hint = Par exemple employment:job-attest:werkkaart
form-application-name = Nom de l’application
form-types = Types de messages
form-types-hint = Chaque sorte de document que les destinataires peuvent distinguer, filtrer et garder.
form-type = Type de message { $number }
form-type-add = Ajouter un type de message
form-type-id = Identifiant du type de message
form-type-id-hint = Par exemple WK1-ACTIVA. Personne d’autre ne peut l’avoir.
form-type-name = Nom du type de message
form-type-application = Application qui l’envoie
form-type-application-hint = L’identifiant de l’une de celles ci-dessus.
form-validity = Les messages sont gardés pendant
form-validity-hint = Un nombre entier ; l’unité suit.
form-validity-unit = Unité
form-unit-day = jours
form-unit-month = mois
form-unit-year = ans
form-sector = Destinataires
form-sector-enterprise = Entreprises
form-sector-citizen = Citoyens
form-sector-both = Entreprises et citoyens
form-keys = Données métier
form-key = Clé { $number }
form-key-add = Ajouter une clé de données métier
form-key-id = Clé
form-key-id-hint = Par exemple caseNumber
form-key-name = Nom de la clé
form-key-format = Format
form-format-text = Texte
form-format-date = Date
form-format-decimal = Nombre décimal
form-format-enterprise = Numéro d’entreprise
form-format-ssin = Numéro de registre national

## La demande formelle d’un Document Provider

provider-part = Votre registre
provider-part-hint = Ce que le registre des fournisseurs doit en dire.
provider-id = Identifiant
provider-id-hint = Minuscules, chiffres et traits d’union ; le même dans chaque environnement.
provider-name = Nom du fournisseur
provider-description = Ce qu’il offre
provider-contact = E-mail du helpdesk
provider-contact-hint = D’un service, jamais d’une personne.
provider-contract-part = Contrat
provider-contract-hint = Ajoutez le contrat signé comme fichier dans les échanges du dossier, puis nommez ce fichier ici.
provider-signatory = Représentant légal qui l’a signé
provider-contract = Fichier avec le contrat signé
provider-addresses = Adresses du registre
provider-v2 = { $environment } : registre v2.1
provider-v3 = { $environment } : registre v3 (facultatif)
