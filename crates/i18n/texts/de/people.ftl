## Personen und Rechte

people-lead = Verwalter sehen die ganze e-Box und regeln, wer was sehen darf. Alle anderen sehen nur, was Sie ihnen hier geben.
managers = Verwalter
managers-means = Ein Zugangsverwalter tut alles und benennt andere. Ein Co-Zugangsverwalter tut alles, außer andere zu benennen.
managers-co = Sie sind Co-Zugangsverwalter: Nur ein Zugangsverwalter benennt Verwalter und entzieht ihnen ihre Rolle.
manager-name = Verwalter benennen
manager-name-lead = Wen Sie benennen, der sieht sofort die ganze e-Box.
manager-is-you = Das sind Sie selbst. Ihre eigene Rolle ändert ein anderer Zugangsverwalter.
manager-dismiss = Rolle entziehen
manager-dismiss-title = { $person } die Rolle entziehen?
manager-dismiss-means = Diese Person verwaltet die e-Box nicht mehr und sieht nur noch, wofür sie ein eigenes Recht hat. Das gilt sofort.
manager-dismiss-self-means = Das sind Sie selbst: Danach verwalten Sie die e-Box nicht mehr. Nur ein anderer Zugangsverwalter kann Sie wieder benennen.
role = Rolle
role-manager = Zugangsverwalter
role-manager-means = Tut alles und benennt andere Verwalter.
role-co-manager = Co-Zugangsverwalter
role-co-manager-means = Tut alles, außer Verwalter zu benennen.
role-missing = Wählen Sie eine Rolle.
person-ssin = Nationalregisternummer
person-ssin-hint = Elf Ziffern, wie auf dem Personalausweis. Sie wird nirgends vollständig angezeigt.
person-ssin-unusable = Geben Sie die elf Ziffern der Nummer an.
person-name = Name
person-name-hint = Vorname und Familienname, wie auf dem Personalausweis.
person-name-missing = Geben Sie Vorname und Familienname an.
person-name-differs = Dieser Name gehört nicht zu dieser Nummer. Prüfen Sie beides.
person-number = Nummer
person-you = Sie
person-unknown = Name nicht bekannt
rights = Personen mit Rechten
rights-means = Ein Recht lässt jemanden Nachrichten lesen, beantworten und verschieben: in der ganzen e-Box oder in einer Partition.
rights-none = Noch hat niemand ein eigenes Recht.
right-give = Recht erteilen
right-give-lead = Es gilt sofort. Die Person meldet sich auf dieser Website an.
right-give-to = An { $person }. Es gilt sofort.
right-extent = Was darf diese Person sehen?
right-extent-missing = Wählen Sie, was diese Person sehen darf.
right-whole = Die ganze e-Box
right-whole-means = Alle Partitionen, auch die, die später dazukommen.
right-partition = Nur „{ $partition }“
right-partition-gone = Diese Partition gibt es nicht mehr. Wählen Sie eine andere.
right-too-many = Diese e-Box hat die höchste Zahl von Rechten. Entziehen Sie zuerst eines.
right-sees = Darf sehen
right-another = Weiteres Recht erteilen
right-withdraw = Entziehen
people-search = Name suchen
people-search-go = Suchen
people-total = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
