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

## Where in the list

sent-title = Verzonden berichten
sent-none-more = Antwoorden die uw onderneming verstuurt, verschijnen hier.
mail-to = Aan: { $name }
boxes = Ontvangen of verzonden
box-received = Ontvangen
box-sent = Verzonden
messages-until = Berichten van { $moment } en ouder
messages-none-found = Geen enkel bericht voldoet aan deze filters.
pages = Pagina’s
page-newest = Nieuwste berichten
page-newer = Nieuwere berichten
page-older = Oudere berichten

## Numbers that lead to what they count

tiles = Wat aandacht vraagt
tile-unread = { $count ->
    [one] ongelezen bericht
   *[other] ongelezen berichten
}
tile-action = { $count ->
    [one] actie vereist
   *[other] acties vereist
}
tile-expires = { $count ->
    [one] verdwijnt binnenkort
   *[other] verdwijnen binnenkort
}
tile-registered = { $count ->
    [one] aangetekend bericht
   *[other] aangetekende berichten
}

## Filters

filters = Berichten zoeken en filteren
filter-search = Zoeken in onderwerp, afzender en soort
filter-search-language = Taal van de tekst
filter-go = Zoeken
filters-more = Filters
filter-from = Ontvangen vanaf
filter-until = Ontvangen tot en met
filter-sent-from = Verzonden vanaf
filter-sent-until = Verzonden tot en met
filter-sender = Afzender
filter-partition = Partitie
filter-status = Gelezen of ongelezen
filter-read = Gelezen
filter-show = Verborgen berichten
filter-show-visible = Niet tonen
filter-show-hidden = Alleen verborgen berichten
filter-show-all = Ook tonen
filter-any = Alle
filter-only = Alleen berichten
filter-registered = die aangetekend zijn
filter-action = die een actie vragen
filter-expires = die binnenkort verdwijnen
filter-apply = Filters toepassen
filter-clear = Filters wissen
wrong-date = ‘{ $field }’ is geen datum. Schrijf een dag als 2026-03-31.
wrong-order = De laatste dag ligt voor de eerste. Wissel ze om.
wrong-search = De zoektekst is te lang. Gebruik hoogstens { $count } tekens.

## More marks and logos

mark-opened = Geopend door de ontvanger
mark-hidden = Verborgen
mark-action-due = Actie vereist vóór { $date }
mark-expires = Verdwijnt op { $date }
logo-of = Logo van { $name }

## Selected messages

selection = Met de geselecteerde berichten
select = Selecteer: { $subject }
select-all = Alles selecteren
selected-title = Niet alles is gelukt
selected-unchanged = { $count ->
    [one] { $count } bericht van { $provider } is niet gewijzigd.
   *[other] { $count } berichten van { $provider } zijn niet gewijzigd.
}
selected-not-offered = Deze dienst biedt dat niet aan.
selected-no-partition = Deze partitie is er niet; misschien heeft iemand ze intussen verwijderd. Laad de lijst opnieuw en kies een andere.
selected-try-again = Een ervan is er misschien niet meer, of de dienst antwoordt niet. Laad de lijst opnieuw en probeer nog eens.
selected-changed = { $count ->
    [one] { $count } ander bericht is gewijzigd.
   *[other] { $count } andere berichten zijn gewijzigd.
}
tiles-partial = Zonder de berichten die ontbreken.
