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

## What can be done with a message

reply = Antworten
zip = Als ZIP herunterladen
hide = Verbergen
hide-hint = Verbergen löscht nichts: Die Nachricht bleibt erhalten und Sie können sie wieder anzeigen.
show = Wieder anzeigen
print = Drucken
move = Verschieben
move-to = In Partition verschieben
action-title = Diese Nachricht verlangt eine Aktion
action-done-title = Die Aktion ist ausgeführt
action-go = Zum Dienst, bei dem das geschieht
action-due = Zu tun bis { $date }
action-means = Bestätigen Sie erst, wenn es getan ist. Der Absender sieht dann, dass die Aktion ausgeführt ist, und erinnert nicht mehr daran. Das kann nicht rückgängig gemacht werden.
action-execute = Bestätigen: erledigt
action-executed = Ausgeführt am { $moment }

## What was done just now

done-hidden = Verborgen. Über die Filter finden Sie verborgene Nachrichten wieder.
done-shown = Wieder sichtbar.
done-moved = Verschoben.
done-executed = Die Aktion ist als ausgeführt vermerkt.
done-replied = Ihre Antwort ist gesendet.
done-nothing = Es war keine Nachricht ausgewählt. Kreuzen Sie zuerst eine oder mehrere Nachrichten an.

## A message as a ZIP

back = Zurück
zip-title = Als ZIP herunterladen
zip-closed = { $count ->
    [one] { $count } von { $all } Nachrichten wurde noch nicht geöffnet:
   *[other] { $count } von { $all } Nachrichten wurden noch nicht geöffnet:
}
zip-open-title = Mit dem Hauptdokument
zip-open = Öffnen und herunterladen
zip-leave = Ohne Hauptdokument herunterladen
zip-without-main = Das Hauptdokument ist nicht beigefügt: Die Nachricht war noch nicht geöffnet.
zip-description-name = Nachricht
