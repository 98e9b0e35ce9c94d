## Die Nutzungsbedingungen für Document Consumers

terms-title = Nutzungsbedingungen für Document Consumers
terms-version = Fassung { $version }
terms-1-title = 1. Worum es geht
terms-1 = Ein Document Consumer ist ein Unternehmen, das seine e-Box mit eigener Software abfragt, über einen Webservice, neben oder anstelle dieser Website. Diese Bedingungen gelten für das Unternehmen als Ganzes und für alle, die für es handeln.
terms-2-title = 2. Annahme
terms-2 = Nur ein Zugangsverwalter oder Co-Zugangsverwalter nimmt diese Bedingungen an, im Namen des Unternehmens. Die Annahme wird mit der Person, dem Zeitpunkt und dieser Fassung festgehalten. Sie kann nicht widerrufen werden: Document Consumer zu werden lässt sich nicht rückgängig machen.
terms-3-title = 3. Rechtswirkung
terms-3 = Nachrichten der e-Box haben dieselbe Rechtswirkung wie Post auf Papier und können den Wert eines Einschreibens haben. Eine Nachricht gilt als gelesen, sobald ihr Hauptdokument abgeholt wird, auch wenn Software das tut, ohne dass jemand hinsieht. Fristen können dann zu laufen beginnen. Das Unternehmen entscheidet, was seine Software abholt, und sorgt dafür, dass Menschen es rechtzeitig sehen.
terms-4-title = 4. Zugang
terms-4 = Die Software unterschreibt mit dem Schlüssel des Zertifikats des Unternehmens. Wer diesen Schlüssel hat, hat Zugang zu jeder Nachricht in jeder Partition. Das Unternehmen hält ihn geheim, gibt ihn niemand anderem und lässt das Konto sofort sperren, wenn er verloren sein könnte. Alles, was mit dem Konto geschieht, gilt als vom Unternehmen getan.
terms-5-title = 5. Aufbewahrung der Nachrichten
terms-5 = Nachrichten verschwinden aus der e-Box, wenn sie ablaufen, auch für Document Consumers. Das Unternehmen bewahrt eigene Kopien auf, schützt sie und beachtet die Regeln über personenbezogene Daten.
terms-6-title = 6. Ordentlicher Gebrauch
terms-6 = Die Software fragt jeden Anbieter innerhalb seiner Grenzen ab, beachtet angekündigte Wartung und belastet die Dienste nicht ohne Not. Ein Anbieter darf Aufrufe von Software ablehnen, die seinen Dienst gefährdet, nach Möglichkeit nach einer Warnung.
terms-7-title = 7. Wenn etwas ausfällt
terms-7 = Diese Website bleibt verfügbar. Wenn die Software, das Zertifikat oder die Verbindung ausfällt, fragt das Unternehmen seine e-Box hier ab. Der Ausfall der eigenen Software ist kein Grund, eine Nachricht nicht erhalten zu haben.
terms-accept = Nutzungsbedingungen annehmen
terms-confirm = Ich habe die Bedingungen bis zum Ende gelesen und nehme sie im Namen von { $enterprise } an. Ich weiß, dass sich das nicht rückgängig machen lässt.
terms-scroll = Scrollen Sie zuerst bis zum Ende der Bedingungen.
terms-unconfirmed = Kreuzen Sie an, dass Sie die Bedingungen gelesen haben und annehmen. Es wurde nichts geändert.
terms-accepted = Ihr Unternehmen hat die Nutzungsbedingungen angenommen.
