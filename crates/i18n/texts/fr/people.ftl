## Personnes et droits

people-lead = Les gestionnaires voient toute l'e-Box et déterminent qui peut voir quoi. Toutes les autres personnes ne voient que ce que vous leur accordez ici.
managers = Gestionnaires
managers-means = Un gestionnaire d'accès fait tout et désigne d'autres gestionnaires. Un co-gestionnaire d'accès fait tout, sauf désigner d'autres gestionnaires.
managers-co = Vous êtes co-gestionnaire d'accès : seul un gestionnaire d'accès désigne des gestionnaires et leur retire leur rôle.
manager-name = Désigner un gestionnaire
manager-name-lead = La personne que vous désignez voit immédiatement toute l'e-Box.
manager-is-you = C'est vous-même. Un autre gestionnaire d'accès modifie votre rôle.
manager-dismiss = Retirer le rôle
manager-dismiss-title = Retirer le rôle de { $person } ?
manager-dismiss-means = Cette personne ne gère plus l'e-Box et ne voit plus que ce pour quoi elle a un droit distinct. Cela vaut immédiatement.
manager-dismiss-self-means = C'est vous-même : vous ne gérerez plus l'e-Box. Seul un autre gestionnaire d'accès pourra vous désigner à nouveau.
role = Rôle
role-manager = Gestionnaire d'accès
role-manager-means = Fait tout, et désigne d'autres gestionnaires.
role-co-manager = Co-gestionnaire d'accès
role-co-manager-means = Fait tout, sauf désigner des gestionnaires.
role-missing = Choisissez un rôle.
person-ssin = Numéro de registre national
person-ssin-hint = Onze chiffres, comme sur la carte d'identité. Il n'est affiché nulle part en entier.
person-ssin-unusable = Indiquez les onze chiffres du numéro.
person-name = Nom
person-name-hint = Prénom et nom, comme sur la carte d'identité.
person-name-missing = Indiquez le prénom et le nom.
person-name-differs = Ce nom ne correspond pas à ce numéro. Vérifiez les deux.
person-number = Numéro
person-you = Vous
person-unknown = Nom inconnu
rights = Personnes avec des droits
rights-means = Un droit permet de lire, de traiter et de déplacer des messages : dans toute l'e-Box ou dans une partition.
rights-none = Personne n'a encore de droit distinct.
right-give = Accorder un droit
right-give-lead = Il vaut immédiatement. La personne s'identifie sur ce site.
right-give-to = À { $person }. Il vaut immédiatement.
right-extent = Que peut voir cette personne ?
right-extent-missing = Choisissez ce que cette personne peut voir.
right-whole = Toute l'e-Box
right-whole-means = Toutes les partitions, y compris celles qui viendront plus tard.
right-partition = Uniquement « { $partition } »
right-partition-gone = Cette partition n'existe plus. Choisissez-en une autre.
right-too-many = Cette e-Box a le nombre maximal de droits. Retirez-en un d'abord.
right-sees = Peut voir
right-another = Accorder un autre droit
right-withdraw = Retirer
people-search = Chercher un nom
people-search-go = Chercher
people-total = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
