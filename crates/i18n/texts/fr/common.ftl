## Around every page

skip-to-content = Aller au contenu
rehearsal = Exercice.
rehearsal-means = Ceci n'est pas une vraie e-Box : tout est inventé et rien n'a de conséquence.
environment-means = Environnement de test { $environment } : ceci n'est pas une vraie e-Box.
language-switch = Langue
navigation = Rubriques
part-messages = Messages
part-manage = Gestion e-Box
sign-out = Se déconnecter
footer = e-Box Enterprise : la boîte aux lettres électronique de votre entreprise.
to-the-start = Vers l'accueil
download = Télécharger
