## Où une personne est avertie par e-mail

contact-title = Votre e-mail
contact-lead = Lorsque quelque chose vous attend ici, vous recevez un e-mail. Cela vaut pour vous, quelle que soit l'entreprise pour laquelle vous agissez.
contact-address = Adresse e-mail
contact-address-hint = Laissez ce champ vide si vous ne voulez pas d'e-mails.
contact-address-unusable = Ce n'est pas une adresse e-mail utilisable. Elle ressemble à nom@domaine.example.
contact-language = Langue des e-mails
contact-language-missing = Choisissez une des langues.
contact-keep = Enregistrer
contact-kept = Enregistré. Désormais, vous recevez les e-mails à cette adresse.
contact-removed = Enregistré. Vous ne recevez pas d'e-mails.
