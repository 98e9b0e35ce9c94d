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
consumer-test = Jetzt testen
consumer-rehearse = Zuerst alles durchgehen, ohne etwas zu ändern

## Die Aufrufe eines Document Consumers an der Simulation

calls-consumer-title = Mit der Simulation testen
calls-consumer-lead = Die Aufrufe, die jeder Document Consumer macht, einer nach dem anderen, an der Simulation. Was sie dort öffnen, hat keine Folgen.
calls-list = Die Nachrichten auflisten
calls-listed = Es gibt { $number } Nachrichten.
calls-message = Eine Nachricht lesen
calls-read = Ihr Betreff ist „{ $subject }“.
calls-content = Ihr Hauptdokument abrufen
calls-received = { $file }, { $size }. In der Produktion gälte die Nachricht von nun an als gelesen.
calls-statistics = Zählen, was da ist
calls-counted = { $unread } Nachrichten sind ungelesen.
calls-took = { $milliseconds } ms
calls-failed = Dieser Aufruf ist gescheitert. Der Dienst antwortete:
calls-whole = Jeder Aufruf wurde beantwortet, wie es sein soll.
calls-broken = Ein Aufruf ist gescheitert; die folgenden wurden nicht gemacht.
calls-token = Hier geschehen die Aufrufe in Ihrem Namen, weil nur Ihre Software den Schlüssel Ihres Kontos hat. Sie holt zuerst ein Token bei der Adresse unten und macht dann dieselben Aufrufe.

## Probe: jeder Bildschirm, und nichts ändert sich

rehearse-title = Probe
rehearse-note = Probe: Nichts von dem, was Sie auf diesen Seiten tun, wird behalten.
rehearse-lead = Sie gehen jeden Bildschirm durch, als wäre es echt: die Bedingungen, das Konto, die Prüfung Ihres Zertifikats. Am Ende sagt ein Bericht, was sich ändern würde.
rehearse-begin = Probe beginnen
rehearse-check = Prüfen und sehen, was sich ändern würde
report-title = Was sich ändern würde
report-terms = { $person } würde Version { $version } der Nutzungsbedingungen im Namen von { $enterprise } annehmen, endgültig. Person, Zeitpunkt und Version werden festgehalten.
report-account = Dieses Webservice-Konto würde angelegt. Alles, was Sie ausgefüllt haben, ist richtig, auch das Zertifikat. Das Konto bekäme dann seine OAuth-Client-ID.
report-scopes = Seine Software könnte Token anfordern mit:
report-for-real = Jetzt wirklich
report-not-now = Nicht jetzt
