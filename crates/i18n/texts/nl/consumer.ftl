## Document Consumer: hoever de onderneming staat

consumer-title = Document Consumer
consumer-lead = Uw eigen software haalt elk bericht van de e-Box op: bij elke aanbieder, in pakketten, zodra het aankomt.
consumer-made = Het account is aangemaakt. Geef de OAuth client ID aan uw software: { $client }
consumer-irreversible = Document Consumer worden kan niet ongedaan worden gemaakt.
consumer-irreversible-more = De voorwaarden worden voor de hele onderneming en voorgoed aanvaard. Test vooraf met de simulatie van een andere omgeving en spreek binnen de onderneming af wie de berichten opvolgt.
consumer-step-terms = Lees en aanvaard de gebruiksvoorwaarden
consumer-step-terms-more = Ze zeggen wat uw software mag doen en waarvoor u zelf verantwoordelijk blijft. Aan het einde aanvaardt u ze.
consumer-read-terms = Gebruiksvoorwaarden lezen
consumer-read-again = Gebruiksvoorwaarden opnieuw lezen
consumer-accepted = Aanvaard door { $person } op { $moment }.
consumer-step-account = Maak een webserviceaccount
consumer-step-account-more = Uw software ondertekent met de sleutel van een certificaat. Het account geeft haar een OAuth client ID.
consumer-terms-first = Aanvaard eerst de gebruiksvoorwaarden.
consumer-step-simulation = Test met de simulatie
consumer-step-simulation-more = Ze bevat berichten van elke soort, die niet van u zijn en geen gevolgen hebben. Gebruik ze met het token van uw account.
consumer-token-address = Adres voor tokens, en hun audience
consumer-simulation-address = Simulatie
consumer-step-production = Haal uw berichten op
consumer-step-production-more = Vraag de lijst van aanbieders op, en vervolgens bij elk van hen uw berichten.
consumer-providers-address = Lijst van aanbieders
consumer-changes = Wat verandert er
consumer-change-read = Een bericht geldt als gelezen zodra uw software het hoofddocument ophaalt, wie het ook bekeken heeft.
consumer-change-partitions = Uw software ziet elke partitie van de e-Box, ongeacht de rechten van uw collega's.
consumer-change-kept = Berichten blijven in de e-Box tot ze vervallen. Bewaar zelf kopieën.
consumer-change-portal = Deze site blijft beschikbaar en moet worden gebruikt wanneer uw software of de verbinding faalt.
consumer-test = Nu testen
consumer-rehearse = Eerst alles doorlopen zonder iets te wijzigen

## De oproepen van een Document Consumer aan de simulatie

calls-consumer-title = Testen met de simulatie
calls-consumer-lead = De oproepen die elke Document Consumer doet, een na een, aan de simulatie. Wat ze daar openen, heeft geen gevolgen.
calls-list = De berichten opvragen
calls-listed = Er zijn { $number } berichten.
calls-message = Eén bericht lezen
calls-read = Het onderwerp is “{ $subject }”.
calls-content = Het hoofddocument ophalen
calls-received = { $file }, { $size }. In productie zou het bericht vanaf nu als gelezen gelden.
calls-statistics = Tellen wat er is
calls-counted = { $unread } berichten zijn ongelezen.
calls-took = { $milliseconds } ms
calls-failed = Deze oproep is mislukt. De dienst antwoordde:
calls-whole = Elke oproep werd beantwoord zoals het hoort.
calls-broken = Een oproep is mislukt; de volgende werden niet gedaan.
calls-token = Hier gebeuren de oproepen in uw naam, omdat alleen uw software de sleutel van uw account heeft. Zij haalt eerst een token op het adres hieronder en doet dan dezelfde oproepen.

## Oefening: elk scherm, en niets verandert

rehearse-title = Oefening
rehearse-note = Oefening: niets van wat u op deze pagina’s doet, wordt bewaard.
rehearse-lead = U doorloopt elk scherm alsof het echt is: de voorwaarden, het account, de controle van uw certificaat. Op het einde zegt een verslag wat er zou veranderen.
rehearse-begin = De oefening beginnen
rehearse-check = Controleren en zien wat er zou veranderen
report-title = Wat er zou veranderen
report-terms = { $person } zou versie { $version } van de gebruiksvoorwaarden aanvaarden in naam van { $enterprise }, voorgoed. Persoon, tijdstip en versie worden vastgelegd.
report-account = Dit webserviceaccount zou worden aangemaakt. Alles wat u invulde is juist, ook het certificaat. Het account zou dan zijn OAuth-client-ID krijgen.
report-scopes = De software zou tokens kunnen vragen met:
report-for-real = Nu echt
report-not-now = Niet nu
