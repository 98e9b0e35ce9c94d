## Verdelingsregels en voorstellen

rules-lead = Bij elk nieuw bericht worden de regels in deze volgorde bekeken. De eerste die past, bepaalt de partitie.
rules-none = Er zijn nog geen regels
rules-none-more = Zonder regel komt elk bericht in de algemene partitie terecht.
rules-otherwise = Past geen enkele regel, dan komt het bericht in de algemene partitie terecht.
rule-new = Nieuwe regel
rule-new-lead = Vul minstens één van de drie kenmerken in. Wat u invult, moet allemaal kloppen.
rule-hint = Kies uit de lijst of vul een kenmerk in.
rule-organization = Afzender
rule-application = Toepassing van de afzender
rule-target = Naar partitie
rule-target-missing = Kies een partitie.
rule-target-gone = Deze partitie is er niet meer. Kies een andere.
rule-place = Plaats
rule-place-hint = U kunt de regel later nog verplaatsen.
rule-place-last = Na alle andere regels
rule-place-first = Voor alle andere regels
rule-id-unusable = Dit is geen kenmerk. Kies uit de lijst of neem het over van een bericht.
rule-number-unusable = Vul het ondernemingsnummer van de afzender in: tien cijfers.
rule-nothing-wanted = Vul minstens één kenmerk in: een regel voor alles heeft geen zin.
rule-too-many = Deze e-Box heeft het hoogste aantal regels. Verwijder er eerst een.
rule-add = Regel toevoegen
rule-try = Eerst uitproberen
rule-try-there = Uitproberen op bestaande berichten
rule-goes-to = Gaat naar
rule-line = { $wanted }: naar { $partition }
rule-up = Naar boven
rule-down = Naar beneden
rule-delete = Verwijderen
rule-delete-title = Deze regel verwijderen?
rule-delete-means = Nieuwe berichten gaan dan waar de volgende passende regel ze naartoe stuurt. Berichten die er al zijn, blijven waar ze zijn.

## A rule on the messages that are there

trial-title = Regel uitproberen
trial-total = { $count ->
    [0] Geen enkel bestaand bericht zou daarheen zijn gegaan.
    [one] { $count } bestaand bericht zou daarheen zijn gegaan.
   *[other] { $count } bestaande berichten zouden daarheen zijn gegaan.
}
trial-count = { $count ->
    [one] { $count } bericht
   *[other] { $count } berichten
}
trial-newest = De nieuwste daarvan
trial-subject = Onderwerp
trial-sender = Afzender
trial-received = Ontvangen
trial-lies-in = Zit nu in
trial-move-means = U kunt deze berichten ook verplaatsen. Wie { $partition } mag zien, ziet ze dan; wie dat niet mag, niet meer. Niets wordt daardoor als gelezen gemarkeerd.
trial-move = { $count ->
    [one] { $count } bericht verplaatsen
   *[other] { $count } berichten verplaatsen
}
trial-leave = Laten waar ze zijn
trial-back = Terug naar de regels
trial-not-added = De regel is nog niet toegevoegd. Toegevoegd geldt hij meteen voor nieuwe berichten; de bestaande kunt u daarna verplaatsen.
moved-title = Berichten verplaatsen
moved-total = { $count ->
    [one] { $count } bericht is verplaatst naar { $partition }.
   *[other] { $count } berichten zijn verplaatst naar { $partition }.
}
moved-count = Verplaatst: { $count }.
moved-left = Nog te verplaatsen: { $count }.
moved-stopped = Daarna stopte de dienst.
moved-again = De overige verplaatsen

## What senders suggest

suggestions-lead = Een afzender weet welke van zijn berichten bij elkaar horen; u weet waar. Aanvaardt u een voorstel, dan wordt het een verdelingsregel.
suggestions-none = Er zijn geen open voorstellen
suggestion-of = Voorstel van { $sender }
suggestion-made = Gedaan op { $date }
suggestion-accept = Aanvaarden
suggestion-decline = Weigeren

## What was done just now, or why it was not

outcome-rule-added = De regel is toegevoegd en geldt meteen voor nieuwe berichten.
outcome-rule-moved = De regel is verplaatst.
outcome-rule-deleted = De regel is verwijderd.
outcome-declined = Het voorstel is geweigerd en wordt niet meer getoond.
outcome-not-accepted = Het voorstel kon geen regel worden: de partitie is er niet meer, of er zijn te veel regels. Er is niets gewijzigd.
