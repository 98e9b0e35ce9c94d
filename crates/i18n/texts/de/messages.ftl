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
