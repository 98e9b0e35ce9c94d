## Signing in

sign-in-title = Se connecter
sign-in-ended = Votre session a pris fin. Reconnectez-vous. Votre dernier envoi n'a pas été exécuté.
sign-in-first = Connectez-vous pour voir cette page.
sign-in-lead = Dans l'exercice, vous choisissez qui vous êtes. Personne ne le vérifie et il n'y a pas de mot de passe.
sign-in-who = Qui êtes-vous, et pour quelle entreprise ?
role-access-manager = Gestionnaire d'accès
role-co-access-manager = Co-gestionnaire d'accès
sign-in-nobody = Personne n'est encore enregistré.
sign-in = Se connecter
sign-in-another = Vous vous connectez pour une seule entreprise. Pour une autre, reconnectez-vous.
