## The list of messages

messages-title = Berichten
messages-total = { $count ->
    [one] { $count } bericht
   *[other] { $count } berichten
}
messages-none = Geen berichten
messages-none-more = Nieuwe berichten verschijnen hier zodra een afzender ze verstuurt.

## What is special about a message

mark-unread = Ongelezen
mark-registered = Aangetekend
mark-action = Actie vereist
mark-action-done = Actie uitgevoerd
mark-reply = Antwoord mogelijk
mark-attachments = { $count ->
    [one] { $count } document
   *[other] { $count } documenten
}
received = Ontvangen

## Providers whose messages are not there

absent-maintenance = De berichten van { $provider } ontbreken: onderhoud tot { $until }.
absent-late = De berichten van { $provider } ontbreken: er kwam niet op tijd een antwoord. Laad de pagina straks opnieuw.
absent-down = De berichten van { $provider } ontbreken: de dienst is niet bereikbaar. Laad de pagina straks opnieuw.
absent-not-offered = De berichten van { $provider } ontbreken: deze dienst kan niet zo filteren.
absent-refused = De berichten van { $provider } ontbreken: de dienst weigerde te antwoorden.
absent-unreadable = { $count ->
    [one] { $count } bericht kan niet worden gelezen en ontbreekt.
   *[other] { $count } berichten kunnen niet worden gelezen en ontbreken.
}
