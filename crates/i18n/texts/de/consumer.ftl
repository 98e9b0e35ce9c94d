## Document Consumer: wie weit das Unternehmen ist

consumer-title = Document Consumer
consumer-lead = Ihre eigene Software holt jede Nachricht der e-Box ab: bei jedem Anbieter, in Paketen, sobald sie eintrifft.
consumer-made = Das Konto ist angelegt. Geben Sie Ihrer Software die OAuth client ID: { $client }
consumer-irreversible = Document Consumer zu werden lässt sich nicht rückgängig machen.
consumer-irreversible-more = Die Bedingungen werden für das ganze Unternehmen und endgültig angenommen. Testen Sie vorher mit der Simulation einer anderen Umgebung und vereinbaren Sie im Unternehmen, wer die Nachrichten verfolgt.
consumer-step-terms = Nutzungsbedingungen lesen und annehmen
consumer-step-terms-more = Sie sagen, was Ihre Software darf und wofür Sie selbst verantwortlich bleiben. Am Ende nehmen Sie sie an.
consumer-read-terms = Nutzungsbedingungen lesen
consumer-read-again = Nutzungsbedingungen erneut lesen
consumer-accepted = Angenommen von { $person } am { $moment }.
consumer-step-account = Ein Webservice-Konto anlegen
consumer-step-account-more = Ihre Software unterschreibt mit dem Schlüssel eines Zertifikats. Das Konto gibt ihr eine OAuth client ID.
consumer-terms-first = Nehmen Sie zuerst die Nutzungsbedingungen an.
consumer-step-simulation = Mit der Simulation testen
consumer-step-simulation-more = Sie enthält Nachrichten jeder Art, die nicht Ihre sind und keine Folgen haben. Benutzen Sie sie mit dem Token Ihres Kontos.
consumer-token-address = Adresse für Tokens, und ihre Audience
consumer-simulation-address = Simulation
consumer-step-production = Ihre Nachrichten abholen
consumer-step-production-more = Fragen Sie die Liste der Anbieter ab, dann bei jedem Ihre Nachrichten.
consumer-providers-address = Liste der Anbieter
consumer-changes = Was sich ändert
consumer-change-read = Eine Nachricht gilt als gelesen, sobald Ihre Software das Hauptdokument abholt, wer auch immer es angesehen hat.
consumer-change-partitions = Ihre Software sieht jede Partition der e-Box, unabhängig von den Rechten Ihrer Kollegen.
consumer-change-kept = Nachrichten bleiben in der e-Box, bis sie ablaufen. Bewahren Sie eigene Kopien auf.
consumer-change-portal = Diese Website bleibt verfügbar und ist zu benutzen, wenn Ihre Software oder die Verbindung ausfällt.
