## One message

back-to-messages = Alle Nachrichten
back-to-message = Zurück zur Nachricht
open-title = Diese Nachricht ist noch nicht geöffnet
open-means = Wer das Hauptdokument öffnet, tut das im Namen des Unternehmens. Die Nachricht gilt dann als gelesen, Erinnerungen enden und Fristen können beginnen. Das kann nicht rückgängig gemacht werden.
open-means-registered = Diese Nachricht hat den Wert eines Einschreibens.
open = Öffnen und lesen
body = Nachricht
attachments = { $count ->
    [one] Dokument
   *[other] Dokumente ({ $count })
}
main-document = Hauptdokument
signed = mit Unterschrift
details = Angaben
expires = Verschwindet am
message-type = Art
application = Anwendung
provider = Aufbewahrt von
attention = Zu Händen von
text-is-cut = Nur der Anfang wird gezeigt. Laden Sie die Datei herunter, um alles zu lesen.
