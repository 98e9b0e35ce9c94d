## Courrier sortant de l'exercice

outgoing-title = E-mails sortants
outgoing-lead = Les e-mails qui auraient été envoyés. Le dernier vient en premier.
outgoing-means = Cette page fait partie de l'exercice : aucun e-mail ne part, et tout le monde peut lire ici. Les lettres disparaissent après quatre jours.
outgoing-none = Personne n'a encore reçu de lettre.
outgoing-to = À { $to }, { $moment }
outgoing-newest = Les plus récents
outgoing-older = Plus anciens
