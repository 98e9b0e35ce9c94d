## Partities

partitions-lead = Een partitie is een deel van de e-Box dat u aan bepaalde personen toont. De algemene partitie is er altijd; wat geen regel elders plaatst, komt daar terecht.
partition-new = Nieuwe partitie
partition-new-lead = Een nieuwe partitie is leeg en nog door niemand apart te zien.
partition-create = Partitie maken
partition-name = Naam
partition-name-nl = Naam in het Nederlands
partition-name-fr = Naam in het Frans
partition-name-de = Naam in het Duits
partition-name-en = Naam in het Engels
partition-name-missing = Geef de partitie een naam in minstens één taal.
partition-name-unusable = Geef een naam van hoogstens { $most } tekens, zonder regeleinden.
partition-id = Kenmerk
partition-id-hint = Voor programma's: letters, cijfers, koppelteken en onderstrepingsteken. Het blijft zoals het is.
partition-id-unusable = Gebruik 1 tot { $most } letters, cijfers, koppeltekens of onderstrepingstekens, zonder spaties.
partition-id-taken = De e-Box heeft al een partitie met dit kenmerk. Kies een ander.
partition-id-general = GENERAL is in elke e-Box. Kies een ander kenmerk.
partition-too-many = Deze e-Box heeft het hoogste aantal partities. Verwijder er eerst een.
partition-people = Personen
partition-rules = Regels
partition-fixed = Altijd aanwezig
partition-closed = Wordt verwijderd
partition-one-lead = Kenmerk: { $id }
partition-rename = Namen opslaan
partition-delete = Partitie verwijderen
partition-delete-title = Partitie { $name } verwijderen?
partition-delete-means = Alleen een lege partitie kan weg. Elke aanbieder wordt daarvoor gevraagd. De rechten op de partitie verdwijnen mee.
partition-has-rules = { $count ->
    [one] De partitie is niet verwijderd: { $count } verdelingsregel leidt ernaartoe. Verwijder eerst die regel.
   *[other] De partitie is niet verwijderd: { $count } verdelingsregels leiden ernaartoe. Verwijder eerst die regels.
}
partition-to-rules = Naar de verdelingsregels
partition-to-messages = De berichten in deze partitie
partition-has-messages = De partitie is niet verwijderd: ze bevat nog berichten. Verplaats die eerst naar een andere partitie.
partition-unknown = De partitie is niet verwijderd: een aanbieder zegt niet of ze leeg is. Probeer het later opnieuw.
