## Signing in

sign-in-title = Se connecter
sign-in-ended = Votre session a pris fin. Reconnectez-vous ; vous revenez ensuite à la page demandée.
sign-in-first = Connectez-vous pour voir cette page.
sign-in-lead = Dans l'exercice, vous choisissez qui vous êtes. Personne ne le vérifie et il n'y a pas de mot de passe.
sign-in-who = Qui êtes-vous, et pour quelle entreprise ?
role-access-manager = Gestionnaire d'accès
role-co-access-manager = Co-gestionnaire d'accès
sign-in-nobody = Personne n'est encore enregistré.
sign-in = Se connecter
sign-in-another = Vous vous connectez pour une seule entreprise. Pour une autre, reconnectez-vous.
role-none = Peut consulter
role-colleague = Travaille à un dossier
party-integration = Équipe d'intégration
party-nsso = Office national de sécurité sociale
sign-in-late = Le choix d'une entreprise a pris trop de temps, ou il était déjà fait. Reconnectez-vous.
sign-in-out = Vous êtes déconnecté.
sign-in-out-everywhere = Vous êtes déconnecté partout : toutes vos sessions ont pris fin.
sign-in-name = Nom d'utilisateur
sign-in-password = Mot de passe
sign-in-code = Code
sign-in-code-hint = Les six chiffres que votre application d'authentification affiche maintenant. Sans l'application : un de vos codes de récupération.
sign-in-wrong = Le nom d'utilisateur, le mot de passe ou le code n'est pas correct.
sign-in-wrong-more = Vérifiez les trois. Un code n'est accepté qu'une fois : attendez que l'application affiche le suivant.
sign-in-paused = Trop de tentatives. Réessayez après { $until }.
sign-in-paused-more = D'ici là rien n'est examiné, même ce qui est correct. Si ce n'était pas vous, prévenez votre opérateur.
sign-in-lost = Mot de passe, application ou codes de récupération perdus ? Demandez à l'opérateur de cette e-Box un nouveau code pour recommencer.
sign-in-provider-lead = Vous montrez qui vous êtes auprès du fournisseur d'identité de votre organisation, puis revenez ici.
sign-in-provider = Se connecter avec votre fournisseur d'identité
enterprise-title = Choisissez une entreprise
enterprise-lead = Vous êtes { $person }. Vous pouvez agir pour plusieurs entreprises.
enterprise-which = Pour quelle entreprise vous connectez-vous maintenant ?
enterprise-choose = Continuer
sessions-title = Où vous êtes connecté
sessions-lead = { $count ->
    [one] Vous avez une session qui n'a pas pris fin.
   *[other] Vous avez { $count } sessions qui n'ont pas pris fin.
}
sessions-when = depuis { $began }, dernière utilisation { $used }
sessions-everywhere-means = Avez-vous oublié de vous déconnecter quelque part, ou une session n'est-elle pas la vôtre ? Déconnectez-vous partout : chaque session prend fin aussitôt, celle-ci aussi.
sessions-everywhere = Se déconnecter partout
sessions-other = Se connecter pour une autre entreprise
