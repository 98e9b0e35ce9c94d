## Préférences

preferences-told = Adresse pour les notifications
preferences-told-means = L'adresse de qui suit les messages, par exemple celle d'un service. Elle est destinée à annoncer qu'il y a un message ; le contenu des messages n'y figure jamais.
address = Adresse e-mail
address-hint = Vide signifie : pas de notifications.
address-unusable = Indiquez une adresse e-mail, comme nom@entreprise.be.
address-keep = Enregistrer l'adresse
preferences-channel = Exclusivement numérique
channel-both = Votre entreprise reçoit son courrier en version numérique et sur papier.
channel-both-means = Les expéditeurs peuvent encore envoyer une lettre à côté du message dans l'e-Box.
channel-exclusive = Votre entreprise reçoit son courrier exclusivement en version numérique.
channel-exclusive-means = Les expéditeurs qui utilisent l'e-Box ne vous envoient plus de papier.
exclusive-choose = Choisir exclusivement numérique
exclusive-choose-not = Ne plus être exclusivement numérique
exclusive-title = Recevoir le courrier exclusivement en version numérique ?
exclusive-means-paper = Les expéditeurs qui utilisent l'e-Box n'enverront alors plus de lettres à votre entreprise, même recommandées.
exclusive-means-look = Veillez à ce que quelqu'un consulte régulièrement l'e-Box : des délais peuvent courir, même si personne ne regarde.
exclusive-means-back = Vous pouvez revenir sur ce choix plus tard. Cela vaudra pour le nouveau courrier.
exclusive-not-title = Ne plus être exclusivement numérique ?
exclusive-not-means = Les expéditeurs pourront à nouveau vous envoyer des lettres. Les messages continueront d'arriver dans l'e-Box.
outcome-address-kept = L'adresse est enregistrée.
outcome-address-removed = Il n'y a plus d'adresse pour les notifications.
outcome-exclusive = Votre entreprise reçoit désormais son courrier exclusivement en version numérique.
outcome-not-exclusive = Votre entreprise ne reçoit plus son courrier exclusivement en version numérique.
