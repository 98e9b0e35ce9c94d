## e-Box verwalten: rund um jede Seite, und die Übersicht

section-overview = Übersicht
section-people = Personen und Rechte
section-partitions = Partitionen
section-rules = Verteilungsregeln
section-suggestions = Vorschläge
section-mandates = Vollmachten
section-preferences = Einstellungen
section-consumer = Document Consumer
section-audit = Wer hat was getan
overview-lead = Sie verwalten den Zugang zur e-Box von { $enterprise }.
overview-all = Alles, was Sie verwalten
waiting = Zu erledigen
waiting-none = Auf Sie wartet nichts.
waiting-suggestions = { $count ->
    [one] { $count } Vorschlag eines Absenders wartet auf Ihre Antwort
   *[other] { $count } Vorschläge von Absendern warten auf Ihre Antwort
}
waiting-mandates = { $count ->
    [one] { $count } Vollmacht wartet auf Ihre Antwort
   *[other] { $count } Vollmachten warten auf Ihre Antwort
}
waiting-account = Die Bedingungen für Document Consumer sind angenommen; es gibt noch kein Webservice-Konto
waiting-certificates = { $count ->
    [one] { $count } Webservice-Konto hat in 30 Tagen kein gültiges Zertifikat mehr: Fügen Sie eines hinzu
   *[other] { $count } Webservice-Konten haben in 30 Tagen kein gültiges Zertifikat mehr: Fügen Sie je eines hinzu
}
card-people = Wer die e-Box verwaltet und wer welche Nachrichten sehen darf.
card-partitions = Teilen Sie die e-Box auf, zum Beispiel nach Abteilungen.
card-rules = In welche Partition neue Nachrichten gelangen.
card-suggestions = Regeln, die Absender Ihnen für ihre Nachrichten empfehlen.
card-mandates = Welches Unternehmen für Sie handelt und für wen Sie handeln.
card-preferences = Die Adresse für Benachrichtigungen und ausschließlich digitale Post.
card-consumer = Lassen Sie Ihre eigene Software die Nachrichten abholen.
card-audit = Wer welches Dokument geöffnet hat, und wann.
standing-people = Verwalter: { $managers }, Personen mit Rechten: { $people }
standing-partitions = { $count ->
    [one] { $count } Partition
   *[other] { $count } Partitionen
}
standing-rules = { $count ->
    [one] { $count } Regel
   *[other] { $count } Regeln
}
standing-suggestions = { $count ->
    [one] { $count } offener Vorschlag
   *[other] { $count } offene Vorschläge
}
standing-mandates = { $count ->
    [one] { $count } gültige Vollmacht
   *[other] { $count } gültige Vollmachten
}
standing-no-consumer = Noch kein Document Consumer
standing-terms-accepted = Bedingungen angenommen
standing-accounts = { $count ->
    [one] { $count } Webservice-Konto
   *[other] { $count } Webservice-Konten
}
change = Ändern
confirm-not = Abbrechen
page-earlier = Vorige Seite
page-later = Nächste Seite

## What was done just now, or why it was not

outcome-granted = Das Recht ist erteilt. Es gilt sofort.
outcome-withdrawn = Das Recht ist entzogen. Das gilt sofort.
outcome-named = Die verwaltende Person ist benannt.
outcome-dismissed = Die Rolle ist entzogen.
outcome-last-manager = Nichts wurde geändert: Ein Unternehmen behält mindestens einen Zugangsverwalter. Benennen Sie zuerst einen anderen.
outcome-created = Die Partition ist angelegt.
outcome-renamed = Die Partition hat ihren neuen Namen.
outcome-deleted = Die Partition ist gelöscht, mit den Rechten daran.
outcome-gone = Das gab es nicht mehr: Nichts wurde geändert.
outcome-meanwhile = Jemand ist Ihnen zuvorgekommen und hat die Partitionen, Rechte oder Regeln geändert. Nichts wurde geändert: Sehen Sie sich den jetzigen Stand an und versuchen Sie es noch einmal.
