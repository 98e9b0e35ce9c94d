## Verteilungsregeln und Vorschläge

rules-lead = Bei jeder neuen Nachricht werden die Regeln in dieser Reihenfolge geprüft. Die erste, die passt, bestimmt die Partition.
rules-none = Es gibt noch keine Regeln
rules-none-more = Ohne Regel gelangt jede Nachricht in die allgemeine Partition.
rules-otherwise = Passt keine Regel, gelangt die Nachricht in die allgemeine Partition.
rule-new = Neue Regel
rule-new-lead = Füllen Sie mindestens eines der drei Merkmale aus. Alles, was Sie ausfüllen, muss zutreffen.
rule-hint = Wählen Sie aus der Liste oder geben Sie eine Kennung ein.
rule-organization = Absender
rule-application = Anwendung des Absenders
rule-target = In die Partition
rule-target-missing = Wählen Sie eine Partition.
rule-target-gone = Diese Partition gibt es nicht mehr. Wählen Sie eine andere.
rule-place = Platz
rule-place-hint = Sie können die Regel später noch verschieben.
rule-place-last = Nach allen anderen Regeln
rule-place-first = Vor allen anderen Regeln
rule-id-unusable = Das ist keine Kennung. Wählen Sie aus der Liste oder übernehmen Sie sie aus einer Nachricht.
rule-number-unusable = Geben Sie die Unternehmensnummer des Absenders ein: zehn Ziffern.
rule-nothing-wanted = Füllen Sie mindestens ein Merkmal aus: Eine Regel für alles hat keinen Sinn.
rule-too-many = Diese e-Box hat die höchste Zahl von Regeln. Löschen Sie zuerst eine.
rule-add = Regel hinzufügen
rule-try = Zuerst ausprobieren
rule-try-there = An vorhandenen Nachrichten ausprobieren
rule-goes-to = Geht nach
rule-line = { $wanted }: nach { $partition }
rule-up = Nach oben
rule-down = Nach unten
rule-delete = Löschen
rule-delete-title = Diese Regel löschen?
rule-delete-means = Neue Nachrichten gehen dann dorthin, wohin die nächste passende Regel sie schickt. Vorhandene Nachrichten bleiben, wo sie sind.

## A rule on the messages that are there

trial-title = Regel ausprobieren
trial-total = { $count ->
    [0] Keine vorhandene Nachricht wäre dorthin gegangen.
    [one] { $count } vorhandene Nachricht wäre dorthin gegangen.
   *[other] { $count } vorhandene Nachrichten wären dorthin gegangen.
}
trial-count = { $count ->
    [one] { $count } Nachricht
   *[other] { $count } Nachrichten
}
trial-newest = Die neuesten davon
trial-subject = Betreff
trial-sender = Absender
trial-received = Erhalten
trial-lies-in = Liegt jetzt in
trial-move-means = Sie können diese Nachrichten auch verschieben. Wer { $partition } sehen darf, sieht sie dann; wer nicht, nicht mehr. Nichts gilt dadurch als gelesen.
trial-move = { $count ->
    [one] { $count } Nachricht verschieben
   *[other] { $count } Nachrichten verschieben
}
trial-leave = Lassen, wo sie sind
trial-back = Zurück zu den Regeln
trial-not-added = Die Regel ist noch nicht hinzugefügt. Ist sie hinzugefügt, gilt sie sofort für neue Nachrichten; die vorhandenen können Sie danach verschieben.
moved-title = Nachrichten verschieben
moved-total = { $count ->
    [one] { $count } Nachricht wurde nach { $partition } verschoben.
   *[other] { $count } Nachrichten wurden nach { $partition } verschoben.
}
moved-count = Verschoben: { $count }.
moved-left = Noch zu verschieben: { $count }.
moved-stopped = Danach hielt der Dienst an.
moved-again = Die übrigen verschieben

## What senders suggest

suggestions-lead = Ein Absender weiß, welche seiner Nachrichten zusammengehören; Sie wissen, wohin. Nehmen Sie einen Vorschlag an, wird er eine Verteilungsregel.
suggestions-none = Es gibt keine offenen Vorschläge
suggestion-of = Vorschlag von { $sender }
suggestion-made = Vom { $date }
suggestion-accept = Annehmen
suggestion-decline = Ablehnen

## What was done just now, or why it was not

outcome-rule-added = Die Regel ist hinzugefügt und gilt sofort für neue Nachrichten.
outcome-rule-moved = Die Regel ist verschoben.
outcome-rule-deleted = Die Regel ist gelöscht.
outcome-declined = Der Vorschlag ist abgelehnt und wird nicht mehr gezeigt.
outcome-not-accepted = Der Vorschlag konnte keine Regel werden: Die Partition gibt es nicht mehr, oder es sind zu viele Regeln. Nichts wurde geändert.
