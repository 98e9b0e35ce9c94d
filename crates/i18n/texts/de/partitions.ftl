## Partitionen

partitions-lead = Eine Partition ist ein Teil der e-Box, den Sie bestimmten Personen zeigen. Die allgemeine Partition gibt es immer; was keine Regel woandershin schickt, gelangt dorthin.
partition-new = Neue Partition
partition-new-lead = Eine neue Partition ist leer, und noch hat niemand ein eigenes Recht an ihr.
partition-create = Partition anlegen
partition-name = Name
partition-name-nl = Name auf Niederländisch
partition-name-fr = Name auf Französisch
partition-name-de = Name auf Deutsch
partition-name-en = Name auf Englisch
partition-name-missing = Benennen Sie die Partition in mindestens einer Sprache.
partition-name-unusable = Geben Sie einen Namen von höchstens { $most } Zeichen an, ohne Zeilenumbrüche.
partition-id = Kennung
partition-id-hint = Für Programme: Buchstaben, Ziffern, Bindestrich und Unterstrich. Sie bleibt, wie sie ist.
partition-id-unusable = Verwenden Sie 1 bis { $most } Buchstaben, Ziffern, Bindestriche oder Unterstriche, ohne Leerzeichen.
partition-id-taken = Die e-Box hat schon eine Partition mit dieser Kennung. Wählen Sie eine andere.
partition-id-general = GENERAL gibt es in jeder e-Box. Wählen Sie eine andere Kennung.
partition-too-many = Diese e-Box hat die höchste Zahl von Partitionen. Löschen Sie zuerst eine.
partition-people = Personen
partition-rules = Regeln
partition-fixed = Immer vorhanden
partition-closed = Wird gelöscht
partition-one-lead = Kennung: { $id }
partition-rename = Namen speichern
partition-delete = Partition löschen
partition-delete-title = Partition { $name } löschen?
partition-delete-means = Nur eine leere Partition kann gelöscht werden. Jeder Anbieter wird danach gefragt. Die Rechte an der Partition verschwinden mit ihr.
partition-has-rules = { $count ->
    [one] Die Partition ist nicht gelöscht: { $count } Verteilungsregel führt zu ihr. Löschen Sie zuerst diese Regel.
   *[other] Die Partition ist nicht gelöscht: { $count } Verteilungsregeln führen zu ihr. Löschen Sie zuerst diese Regeln.
}
partition-to-rules = Zu den Verteilungsregeln
partition-to-messages = Die Nachrichten in dieser Partition
partition-has-messages = Die Partition ist nicht gelöscht: Sie enthält noch Nachrichten. Verschieben Sie diese zuerst in eine andere Partition.
partition-unknown = Die Partition ist nicht gelöscht: Ein Anbieter sagt nicht, ob sie leer ist. Versuchen Sie es später noch einmal.
