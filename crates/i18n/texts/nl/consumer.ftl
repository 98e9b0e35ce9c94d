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
