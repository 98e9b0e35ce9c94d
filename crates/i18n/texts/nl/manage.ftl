## Beheer e-Box: rond elke pagina, en het overzicht

section-overview = Overzicht
section-people = Personen en rechten
section-partitions = Partities
section-rules = Verdelingsregels
section-suggestions = Voorstellen
section-mandates = Mandaten
section-preferences = Voorkeuren
section-consumer = Document Consumer
section-audit = Wie deed wat
overview-lead = U beheert de toegang tot de e-Box van { $enterprise }.
overview-all = Alles wat u beheert
waiting = Te doen
waiting-none = Er wacht niets op u.
waiting-suggestions = { $count ->
    [one] Er wacht { $count } voorstel van een afzender op uw antwoord
   *[other] Er wachten { $count } voorstellen van afzenders op uw antwoord
}
waiting-mandates = { $count ->
    [one] Er wacht { $count } mandaat op uw antwoord
   *[other] Er wachten { $count } mandaten op uw antwoord
}
waiting-account = De voorwaarden van de Document Consumer zijn aanvaard; er is nog geen webserviceaccount
waiting-certificates = { $count ->
    [one] { $count } webserviceaccount heeft over 30 dagen geen geldig certificaat meer: voeg er een toe
   *[other] { $count } webserviceaccounts hebben over 30 dagen geen geldig certificaat meer: voeg er een toe
}
card-people = Wie de e-Box beheert, en wie welke berichten mag zien.
card-partitions = Verdeel de e-Box, bijvoorbeeld per dienst.
card-rules = In welke partitie nieuwe berichten terechtkomen.
card-suggestions = Regels die afzenders u aanraden voor hun berichten.
card-mandates = Welke onderneming voor u optreedt, en voor wie u optreedt.
card-preferences = Het adres voor meldingen, en uitsluitend digitale post.
card-consumer = Laat uw eigen software de berichten ophalen.
card-audit = Wie welk document opende, en wanneer.
standing-people = Beheerders: { $managers }, personen met rechten: { $people }
standing-partitions = { $count ->
    [one] { $count } partitie
   *[other] { $count } partities
}
standing-rules = { $count ->
    [one] { $count } regel
   *[other] { $count } regels
}
standing-suggestions = { $count ->
    [one] { $count } open voorstel
   *[other] { $count } open voorstellen
}
standing-mandates = { $count ->
    [one] { $count } geldig mandaat
   *[other] { $count } geldige mandaten
}
standing-no-consumer = Nog geen Document Consumer
standing-terms-accepted = Voorwaarden aanvaard
standing-accounts = { $count ->
    [one] { $count } webserviceaccount
   *[other] { $count } webserviceaccounts
}
change = Wijzigen
confirm-not = Annuleren
page-earlier = Vorige pagina
page-later = Volgende pagina

## What was done just now, or why it was not

outcome-granted = Het recht is gegeven. Het geldt meteen.
outcome-withdrawn = Het recht is ingetrokken. Dat geldt meteen.
outcome-named = De beheerder is aangesteld.
outcome-dismissed = De rol is weggenomen.
outcome-last-manager = Er is niets gewijzigd: een onderneming houdt minstens één toegangsbeheerder. Stel eerst een andere aan.
outcome-created = De partitie is gemaakt.
outcome-renamed = De partitie heeft haar nieuwe naam.
outcome-deleted = De partitie is verwijderd, met de rechten erop.
outcome-gone = Dit was er niet meer: er is niets gewijzigd.
outcome-meanwhile = Iemand anders was u voor en wijzigde de partities, rechten of regels. Er is niets gewijzigd: bekijk de huidige toestand en probeer opnieuw.
