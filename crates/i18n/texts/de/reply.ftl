

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
reply-name = Der Name von „{ $name }“ ist zu lang: höchstens 255 Zeichen. Geben Sie der Datei einen kürzeren Namen.
reply-kind = „{ $name }“ ist von einer Art, die nicht erlaubt ist. Speichern Sie es zum Beispiel als PDF.
reply-empty-file = „{ $name }“ ist leer. Wählen Sie ein anderes Dokument.
reply-files-again = Haben Sie Dokumente gewählt, wählen Sie sie erneut: Ein Browser merkt sie sich nicht.

## Why a provider does not take it

refused-not-allowed = Der Absender nimmt auf diese Nachricht keine Antwort an, oder nicht mehr. Wenden Sie sich auf anderem Weg an ihn.
refused-gone = Die Nachricht ist nicht mehr da: Ihre Aufbewahrungszeit ist vorbei. Eine Antwort ist nicht mehr möglich.
refused-sent-before = Aus diesem Formular wurde schon eine andere Antwort gesendet. Sehen Sie bei den gesendeten Nachrichten nach. Senden Sie erneut, geht eine zweite Antwort ab.
refused-too-large = Die Antwort ist mit ihren Dokumenten zu groß für diesen Dienst. Senden Sie weniger oder kleinere Dokumente.
refused-too-many = Es sind mehr Dokumente, als dieser Dienst annimmt. Senden Sie weniger oder fassen Sie sie in einem ZIP zusammen.
refused-too-long = Der Betreff oder der Text ist zu lang für diesen Dienst. Kürzen Sie ihn oder fügen Sie den Text als Dokument hinzu.
refused-empty = Etwas fehlt: Geben Sie einen Betreff ein und schreiben Sie einen Text oder fügen Sie ein Dokument hinzu, das nicht leer ist.
refused-language = Der Dienst nimmt keine Antwort in dieser Sprache an. Wählen Sie eine andere Sprache.
refused-kind = Ein Dokument ist von einer Art, die dieser Dienst nicht annimmt, oder sein Name ist nicht möglich. Speichern Sie es zum Beispiel als PDF mit einem kurzen Namen.
refused-characters = Der Betreff oder der Text enthält Zeichen, die nicht gesendet werden können. Tippen Sie den Text neu, statt ihn einzufügen.
refused-no-action = Diese Nachricht verlangt keine Aktion mehr. Wählen Sie das Ausführen der Aktion ab.
refused-other = Der Dienst nimmt diese Antwort so nicht an. Versuchen Sie es in anderer Form oder fragen Sie den Helpdesk des Dienstes.
refused-told = Für einen Techniker, in den Worten des Dienstes:
