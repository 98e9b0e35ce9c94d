## The list of messages

messages-title = Nachrichten
messages-total = { $count ->
    [one] { $count } Nachricht
   *[other] { $count } Nachrichten
}
messages-none = Keine Nachrichten
messages-none-more = Neue Nachrichten erscheinen hier, sobald ein Absender sie verschickt.

## What is special about a message

mark-unread = Ungelesen
mark-registered = Einschreiben
mark-action = Aktion erforderlich
mark-action-done = Aktion ausgeführt
mark-reply = Antwort möglich
mark-attachments = { $count ->
    [one] { $count } Dokument
   *[other] { $count } Dokumente
}
received = Empfangen

## Providers whose messages are not there

absent-maintenance = Die Nachrichten von { $provider } fehlen: Wartung bis { $until }.
absent-late = Die Nachrichten von { $provider } fehlen: Die Antwort kam nicht rechtzeitig. Laden Sie die Seite später neu.
absent-down = Die Nachrichten von { $provider } fehlen: Der Dienst ist nicht erreichbar. Laden Sie die Seite später neu.
absent-not-offered = Die Nachrichten von { $provider } fehlen: Dieser Dienst kann so nicht filtern.
absent-refused = Die Nachrichten von { $provider } fehlen: Der Dienst hat die Antwort verweigert.
absent-unreadable = { $count ->
    [one] { $count } Nachricht kann nicht gelesen werden und fehlt.
   *[other] { $count } Nachrichten können nicht gelesen werden und fehlen.
}

## Where in the list

sent-title = Gesendete Nachrichten
sent-none-more = Antworten, die Ihr Unternehmen sendet, erscheinen hier.
mail-to = An: { $name }
boxes = Empfangen oder gesendet
box-received = Empfangen
box-sent = Gesendet
messages-until = Nachrichten vom { $moment } und ältere
messages-none-found = Keine Nachricht entspricht diesen Filtern.
pages = Seiten
page-newest = Neueste Nachrichten
page-newer = Neuere Nachrichten
page-older = Ältere Nachrichten

## Numbers that lead to what they count

tiles = Was Aufmerksamkeit braucht
tile-unread = { $count ->
    [one] ungelesene Nachricht
   *[other] ungelesene Nachrichten
}
tile-action = { $count ->
    [one] Aktion erforderlich
   *[other] Aktionen erforderlich
}
tile-expires = { $count ->
    [one] verschwindet bald
   *[other] verschwinden bald
}
tile-registered = { $count ->
    [one] eingeschriebene Nachricht
   *[other] eingeschriebene Nachrichten
}

## Filters

filters = Nachrichten suchen und filtern
filter-search = In Betreff, Absender und Art suchen
filter-search-language = Sprache des Textes
filter-go = Suchen
filters-more = Filter
filter-from = Empfangen ab
filter-until = Empfangen bis einschließlich
filter-sent-from = Gesendet ab
filter-sent-until = Gesendet bis einschließlich
filter-sender = Absender
filter-partition = Partition
filter-status = Gelesen oder ungelesen
filter-read = Gelesen
filter-show = Verborgene Nachrichten
filter-show-visible = Nicht anzeigen
filter-show-hidden = Nur verborgene Nachrichten
filter-show-all = Auch anzeigen
filter-any = Alle
filter-only = Nur Nachrichten
filter-registered = die eingeschrieben sind
filter-action = die eine Aktion verlangen
filter-expires = die bald verschwinden
filter-apply = Filter anwenden
filter-clear = Filter löschen
wrong-date = „{ $field }“ ist kein Datum. Schreiben Sie einen Tag wie 2026-03-31.
wrong-order = Der letzte Tag liegt vor dem ersten. Tauschen Sie sie.
wrong-search = Der Suchtext ist zu lang. Verwenden Sie höchstens { $count } Zeichen.

## More marks and logos

mark-opened = Vom Empfänger geöffnet
mark-hidden = Verborgen
mark-action-due = Aktion erforderlich bis { $date }
mark-expires = Verschwindet am { $date }
logo-of = Logo von { $name }

## Selected messages

selection = Mit den ausgewählten Nachrichten
select = Auswählen: { $subject }
select-all = Alle auswählen
selected-title = Nicht alles ist gelungen
selected-unchanged = { $count ->
    [one] { $count } Nachricht von { $provider } wurde nicht geändert.
   *[other] { $count } Nachrichten von { $provider } wurden nicht geändert.
}
selected-not-offered = Dieser Dienst bietet das nicht an.
selected-no-partition = Diese Partition gibt es nicht; vielleicht hat sie inzwischen jemand gelöscht. Laden Sie die Liste neu und wählen Sie eine andere.
selected-try-again = Eine davon gibt es vielleicht nicht mehr, oder der Dienst antwortet nicht. Laden Sie die Liste neu und versuchen Sie es noch einmal.
selected-changed = { $count ->
    [one] { $count } andere Nachricht wurde geändert.
   *[other] { $count } andere Nachrichten wurden geändert.
}
tiles-partial = Ohne die fehlenden Nachrichten.
