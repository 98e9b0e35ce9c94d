

## Answering a message

reply-title = Nachricht beantworten
reply-to = Antwort auf:
reply-language = Sprache Ihrer Antwort
reply-language-hint = Betreff und Text sind in derselben Sprache.
reply-subject = Betreff
reply-body = Text
reply-files = Dokumente
reply-files-hint = Höchstens { $count } Dokumente von höchstens { $size }. Erlaubt: { $kinds }.
reply-executes = Damit ist die Aktion ausgeführt:
reply-means = Eine gesendete Antwort kann weder geändert noch zurückgenommen werden.
reply-send = Antwort senden

## What keeps it from being sent

reply-not-sent = Ihre Antwort ist noch nicht gesendet.
reply-no-subject = Geben Sie einen Betreff ein.
reply-long-subject = Der Betreff hat { $count } Zeichen. Kürzen Sie ihn auf höchstens { $most }.
reply-long-body = Der Text hat { $count } Zeichen. Kürzen Sie ihn auf höchstens { $most } oder fügen Sie ein Dokument hinzu.
reply-empty = Schreiben Sie einen Text oder fügen Sie ein Dokument hinzu.
reply-too-many = Sie haben { $count } Dokumente gewählt. Höchstens { $most } sind möglich; fassen Sie sie in einem ZIP zusammen.
reply-too-large = „{ $name }“ ist zu groß. Ein Dokument hat höchstens { $size }.
reply-kind = „{ $name }“ ist von einer Art, die nicht erlaubt ist. Speichern Sie es zum Beispiel als PDF.
reply-empty-file = „{ $name }“ ist leer. Wählen Sie ein anderes Dokument.
reply-files-again = Haben Sie Dokumente gewählt, wählen Sie sie erneut: Ein Browser merkt sie sich nicht.
