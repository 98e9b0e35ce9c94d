## Personen en rechten

people-lead = Beheerders zien de hele e-Box en regelen wie wat mag zien. Alle anderen zien alleen wat u hun hier geeft.
managers = Beheerders
managers-means = Een toegangsbeheerder doet alles en stelt anderen aan. Een co-toegangsbeheerder doet alles behalve anderen aanstellen.
managers-co = U bent co-toegangsbeheerder: alleen een toegangsbeheerder stelt beheerders aan en neemt hun rol weg.
manager-name = Beheerder aanstellen
manager-name-lead = Wie u aanstelt, ziet meteen de hele e-Box.
manager-is-you = Dit bent u zelf. Uw eigen rol wijzigt een andere toegangsbeheerder.
manager-dismiss = Rol wegnemen
manager-dismiss-title = De rol van { $person } wegnemen?
manager-dismiss-means = Deze persoon beheert de e-Box niet meer en ziet alleen nog waarvoor er een apart recht is. Dat geldt meteen.
manager-dismiss-self-means = Dit bent u zelf: u beheert de e-Box daarna niet meer. Alleen een andere toegangsbeheerder kan u opnieuw aanstellen.
role = Rol
role-manager = Toegangsbeheerder
role-manager-means = Doet alles, en stelt andere beheerders aan.
role-co-manager = Co-toegangsbeheerder
role-co-manager-means = Doet alles, behalve beheerders aanstellen.
role-missing = Kies een rol.
person-ssin = Rijksregisternummer
person-ssin-hint = Elf cijfers, zoals op de identiteitskaart. Het wordt nergens volledig getoond.
person-ssin-unusable = Geef de elf cijfers van het nummer.
person-name = Naam
person-name-hint = Voornaam en familienaam, zoals op de identiteitskaart.
person-name-missing = Geef de voornaam en de familienaam.
person-name-differs = Deze naam hoort niet bij dit nummer. Controleer beide.
person-number = Nummer
person-you = U
person-unknown = Naam niet bekend
rights = Personen met rechten
rights-means = Een recht laat iemand berichten lezen, beantwoorden en verplaatsen: in de hele e-Box of in één partitie.
rights-none = Nog niemand heeft een apart recht.
right-give = Recht geven
right-give-lead = Het geldt meteen. De persoon meldt zich aan op deze site.
right-give-to = Aan { $person }. Het geldt meteen.
right-extent = Wat mag deze persoon zien?
right-extent-missing = Kies wat deze persoon mag zien.
right-whole = De hele e-Box
right-whole-means = Alle partities, ook die later komen.
right-partition = Alleen “{ $partition }”
right-partition-gone = Deze partitie is er niet meer. Kies een andere.
right-too-many = Deze e-Box heeft het hoogste aantal rechten. Trek eerst een recht in.
right-sees = Mag zien
right-another = Nog een recht geven
right-withdraw = Intrekken
people-search = Naam zoeken
people-search-go = Zoeken
people-total = { $count ->
    [one] { $count } persoon
   *[other] { $count } personen
}
