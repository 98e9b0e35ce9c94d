## Absender werden: die Dossiers einer Einrichtung

part-sending = Versenden
sending-title = Absender werden
sending-lead = Vom ersten Antrag bis zur Produktion: was zu tun ist, von wem, und was schon getan ist.
sending-none = Es gibt noch kein Dossier.
sending-new = Ein neues Dossier
sending-new-sender = Document Sender werden
sending-new-sender-means = Ihre Anwendungen veröffentlichen Dokumente für Unternehmen oder Bürger, über einen Document Provider.
sending-new-further = Nachrichtentypen hinzufügen
sending-new-further-means = Sie versenden schon und wollen weitere Nachrichtentypen: der kurze Weg, ohne Antrag und Zertifikat.
sending-new-provider = Document Provider werden
sending-new-provider-means = Sie bewahren Nachrichten in einem eigenen Register auf, das jeder Abnehmer der Föderation liest.
sending-managers = Nur ein Zugangsverwalter Ihres Unternehmens eröffnet ein Dossier und lädt Kollegen dazu ein.
glance-title = Auf einen Blick
glance-kind = Art
glance-place = Wo es steht
glance-since = Seit
glance-since-when = seit { $date }
glance-next = Am Zug
glance-you = Sie sind am Zug

## Der Weg eines Dossiers

way-stage = Phase { $number }:
way-done = erledigt
way-now = jetzt
way-left-out = nicht nötig
way-to-come = noch offen
now-initial-request = Beschreiben Sie, was Sie versenden wollen, und reichen Sie den Antrag ein.
now-agreement = Das Integrationsteam liest den Antrag.
now-agreement-asked = Das LSS entscheidet, ob es grundsätzlich zustimmt.
now-kick-off = Wünschen Sie eine Auftaktbesprechung? Sagen Sie, dass sie stattfand, oder lassen Sie sie aus.
now-formal-request = Füllen Sie das Formular aus und reichen Sie es ein.
now-validation = Das Integrationsteam prüft das Formular technisch.
now-validation-formal = Das LSS validiert das Formular.
now-certificate = Bestellen Sie das Zertifikat für diese Umgebung und liefern Sie es. Prüfen Sie die Anforderung, bevor Sie bestellen.
now-configuration = Das Integrationsteam konfiguriert die Umgebung.
now-configuring = Die Umgebung wird konfiguriert. Wo sie nur per Datei erreichbar ist, bestätigt das Integrationsteam, dass es getan ist.
now-undoing = Die Konfiguration wird zurückgenommen.
now-tests = Probieren Sie in dieser Umgebung alles aus, zeigen Sie dann die Tests und bitten Sie um das „Go“.
now-go = Das Integrationsteam sieht sich die Tests an.
now-go-confirmed = Das LSS entscheidet über das „Go“.
now-entry = Der Eintrag im Providerregister wird gemacht. Wo die Umgebung nur per Datei erreichbar ist, bestätigt das Integrationsteam, dass er gemacht ist.
now-live = Alles ist bereit: Diese Einrichtung ist in Produktion.
now-closing = Was konfiguriert war, wird zurückgenommen.
now-declined = Das LSS hat abgelehnt. Der Grund steht im Verlauf.
now-withdrawn = Ihre Einrichtung hat sich zurückgezogen.

## Ein Dossier: was zu tun ist

sending-now = Jetzt
sending-trouble = Es konnte noch nicht getan werden; es wird von selbst wieder versucht. Was gesagt wurde:
sending-refused = Die Umgebung lehnte die Konfiguration ab. Das Integrationsteam entscheidet, was folgt. Was gesagt wurde:
sending-write-request = Den Antrag schreiben
sending-write-form = Das Formular ausfüllen
sending-kick-off-note = Was in der Besprechung vereinbart wurde
sending-kick-off-held = Die Besprechung fand statt
sending-kick-off-skip = Es ist keine Besprechung nötig
sending-withdraw = Zurückziehen
sending-withdraw-why = Warum ziehen Sie sich zurück?
sending-withdraw-title = Zurückziehen: { $number }
sending-withdraw-means = Das Dossier endet endgültig, und was dafür konfiguriert ist, wird in jeder Umgebung zurückgenommen. Sie können jederzeit ein neues eröffnen.
sent-back = Es wurde zurückgeschickt, aus diesen Gründen:
history-title = Verlauf
talk-title = Gespräch
talk-none = Noch hat niemand etwas gesagt.
talk-question = Frage
talk-question-open = Frage, noch nicht beantwortet
talk-answers = Antwort auf diese Frage
talk-answer = Antworten
talk-your-answer = Ihre Antwort
talk-answer-send = Die Antwort senden
talk-text = Was möchten Sie sagen?
talk-files = Dateien
talk-files-hint = Höchstens { $count } Dateien von höchstens je { $size }.
talk-is-question = Dies ist eine Frage, die beantwortet werden muss.
talk-send = Sagen
colleagues-title = Kollegen
colleagues-means = Die Zugangsverwalter Ihres Unternehmens sehen dieses Dossier, und wen Sie einladen.
colleagues-number = Nationalregisternummer
colleagues-invite = Einladen
colleagues-end = Beenden
sending-certificate = Zertifikat
sending-tests = Tests
sending-examples = Beispiele
sending-tests-of = Tests in { $environment }
sending-examples-of = Beispiele für { $environment }

## Was getan wurde, oder warum nicht

done-opened = Das Dossier ist eröffnet.
done-submitted = Es ist eingereicht.
done-decided = Das ist vermerkt.
done-withdrawn = Ihre Einrichtung hat sich zurückgezogen.
done-said = Es ist gesagt.
done-invited = Die Person nimmt von nun an teil.
done-uninvited = Die Person nimmt nicht mehr teil.
done-saved = Es ist gespeichert.
not-done-meanwhile = Das Dossier ist inzwischen weiter, deshalb geschah das nicht. So steht es jetzt.
not-done-incomplete = Das Formular ist nicht vollständig: Sehen Sie, was fehlt.
not-done-questions = Es gibt offene Fragen: Beantworten Sie diese zuerst.
not-done-no-reason = Ein Grund von höchstens 2000 Zeichen ist nötig.
not-done-no-words = Schreiben Sie etwas, in höchstens 4000 Zeichen.
not-done-too-much = Das sind zu viele Dateien, eine ist zu groß, oder ihr Name hat mehr als 255 Zeichen. Noch wurde nichts gesagt.
not-done-no-question = Inzwischen hat jemand diese Frage beantwortet. Lesen Sie die Antwort; Sie können das Geschriebene dennoch sagen.
not-done-certificate = Das Zertifikat passt nicht.
not-done-untested = Fälle sind weder gezeigt noch entschuldigt.
not-done-no-person = Dies ist keine Nationalregisternummer.
not-done-unknown-person = Unter dieser Nummer ist hier niemand registriert.
not-done-not-live = Ihre Einrichtung ist noch nicht als Absender in Produktion: Beginnen Sie mit einem Dossier dafür.
not-done-too-many = Ihre Einrichtung hat zu viele offene Dossiers. Beenden Sie zuerst eines, oder ziehen Sie eines zurück.
not-done-environment = Die Umgebung hat nicht geantwortet. Nichts wurde geändert; versuchen Sie es später noch einmal.
