## When there is no page

problem-not-found = Cette page n'existe pas
problem-not-found-more = Le message a peut-être expiré ou a été déplacé, ou vous ne pouvez pas le voir. Vérifiez l'adresse ou recommencez.
problem-not-allowed = Réservé aux gestionnaires d'accès
problem-not-allowed-more = Seul un gestionnaire d'accès ou un co-gestionnaire d'accès de l'entreprise peut voir ou faire ceci. Rien n'a été modifié.
problem-stale-form = Ce formulaire n'est plus valable
problem-stale-form-more = Il date d'avant votre dernière connexion ou ne vient pas de ce site. Rien n'a été modifié. Rouvrez la page et réessayez.
problem-unreadable-form = Ce formulaire ne peut pas être lu
problem-unreadable-form-more = Il manque quelque chose ou il est trop grand. Rien n'a été modifié. Revenez en arrière et réessayez.
problem-registry = Le service qui conserve ce message ne répond pas
problem-registry-more = { $provider } n'a pas donné de réponse utilisable. Vos messages ne sont pas perdus. Réessayez dans quelques minutes.
problem-failed = Une erreur s'est produite
problem-failed-more = Cela vient de nous, pas de vous. Réessayez dans quelques minutes.
problem-not-offered = Ce n’est pas possible pour ce message
problem-not-offered-more = { $provider } ne le propose pas. Rien n’a été modifié.
problem-ended = Votre session a pris fin
problem-ended-more = Rien n'a été modifié. Reconnectez-vous : vous revenez à la page du formulaire et pouvez le remplir à nouveau.
problem-no-enterprise = Personne ne vous a encore donné accès
problem-no-enterprise-more = Nous savons qui vous êtes, mais aucune entreprise ne vous a donné accès à son e-Box. Demandez-le à un gestionnaire d'accès de votre entreprise, puis reconnectez-vous.
problem-busy = Beaucoup de personnes se connectent
problem-busy-more = Il n'y avait pas de place pour vous. Ce que vous avez tapé n'est pas en cause. Réessayez dans quelques secondes.
