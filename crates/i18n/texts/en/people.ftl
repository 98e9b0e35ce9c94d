## People and rights

people-lead = Managers see all of the e-Box and decide who may see what. Everybody else sees only what you give them here.
managers = Managers
managers-means = An access manager does everything and names others. A co-access manager does everything but name others.
managers-co = You are a co-access manager: only an access manager names managers and takes their role away.
manager-name = Name a manager
manager-name-lead = Whoever you name sees all of the e-Box at once.
manager-is-you = This is you. Another access manager changes your own role.
manager-dismiss = Take the role away
manager-dismiss-title = Take the role of { $person } away?
manager-dismiss-means = This person no longer manages the e-Box and sees only what there is a right of their own for. That holds at once.
manager-dismiss-self-means = This is you: you will no longer manage the e-Box. Only another access manager can name you again.
role = Role
role-manager = Access manager
role-manager-means = Does everything, and names other managers.
role-co-manager = Co-access manager
role-co-manager-means = Does everything but name managers.
role-missing = Choose a role.
person-ssin = National register number
person-ssin-hint = Eleven digits, as on the identity card. It is shown in full nowhere.
person-ssin-unusable = Give the eleven digits of the number.
person-name = Name
person-name-hint = First name and family name, as on the identity card.
person-name-missing = Give the first name and the family name.
person-name-differs = This name does not belong to this number. Check both.
person-number = Number
person-you = You
person-unknown = Name not known
rights = People with rights
rights-means = A right lets somebody read, answer and move messages: in all of the e-Box or in one partition.
rights-none = Nobody has a right of their own yet.
right-give = Give a right
right-give-lead = It holds at once. The person signs in on this site.
right-give-to = To { $person }. It holds at once.
right-extent = What may this person see?
right-extent-missing = Choose what this person may see.
right-whole = All of the e-Box
right-whole-means = Every partition, those that come later included.
right-partition = Only “{ $partition }”
right-partition-gone = This partition is no longer there. Choose another one.
right-too-many = This e-Box has the highest number of rights. Withdraw one first.
right-sees = May see
right-another = Give another right
right-withdraw = Withdraw
people-search = Look for a name
people-search-go = Search
people-total = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
