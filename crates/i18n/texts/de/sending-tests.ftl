## Das Zertifikat einer Umgebung

subject-lead = Jede Umgebung hat ein eigenes Zertifikat. Prüfen Sie die Anforderung, bevor Sie bestellen: Ein Zertifikat kostet Geld und Tage.
subject-title = Betreff für { $environment }
subject-means = Das Zertifikat muss genau dies sagen. Es kommt von einem offiziellen Aussteller und ist keines für öffentliche Websites.
subject-city = die Stadt, nicht abgekürzt
subject-region = die Region, nicht abgekürzt
subject-others = Ein Zertifikat nennt eine Anwendung. Ihre anderen:
subject-command = Dies macht einen privaten Schlüssel und eine Anforderung des Zertifikats; tragen Sie Stadt und Region ein:
check-title = Eine Anforderung prüfen
check-means = So oft Sie wollen. Nichts wird aufbewahrt, und nichts geht weiter.
check-file = Zertifikatsanforderung (CSR)
check-do = Die Anforderung prüfen
deliver-title = Das Zertifikat liefern
deliver-file = Zertifikat
deliver-do = Das Zertifikat liefern
certificate-not-now = Jetzt wird kein Zertifikat verlangt.
delivered-title = Zertifikate, die da sind
delivered-environment = Umgebung
found-request-fine = Diese Anforderung passt: Sie können das Zertifikat damit bestellen.
found-request-wrong = Diese Anforderung passt nicht. Machen Sie eine andere, bevor Sie bestellen.
found-certificate-wrong = Dieses Zertifikat passt nicht und wurde nicht angenommen.
found-warning = Angenommen, aber:
certificate-unreadable-request = Diese Datei ist keine Zertifikatsanforderung. Wählen Sie die CSR, als PEM oder DER.
certificate-self-signed = Es ist mit dem eigenen Schlüssel signiert. Bestellen Sie eines bei einem offiziellen Aussteller.
certificate-expires-soon = Es endet bald. Bestellen Sie jetzt das nächste.
certificate-abbreviated = Stadt und Region müssen ausgeschrieben sein.
certificate-unusual-key = Der Schlüssel ist kein RSA, was andere der Föderation vielleicht nicht annehmen.
done-certificate = Das Zertifikat passt und ist geliefert.

## Tests als Beleg

tests-lead = Jeder Fall wird durch einen Aufruf gezeigt, den Ihr Client in dieser Umgebung wirklich machte. Niemand hakt ihn von Hand ab.
tests-lead-provider = Jeder Fall wird durch einen Aufruf gezeigt, den die Dienststelle an Ihr Register richtet, wenn diese Seite geladen wird. Niemand hakt ihn von Hand ab.
tests-away = Diese Umgebung sagt jetzt nicht, was dort geschah. Versuchen Sie es später noch einmal.
tests-settled = { $settled } von { $all } Fällen sind gezeigt oder entschuldigt.
tests-not-yet = Wenn es alle sind, können Sie um das „Go“ bitten. Laden Sie diese Seite nach einem Aufruf neu.
tests-ask = Mit diesen Tests um das „Go“ bitten
case-is-shown = gezeigt
case-is-excused = entschuldigt
case-is-missing = fehlt
proof-at = Zeit des Aufrufs
proof-status = Antwort
proof-message = Nachricht
excuse-give = Sagen, warum er nicht gezeigt werden muss
excuse-change = Die Entschuldigung ändern oder zurücknehmen
excuse-why = Warum muss er nicht gezeigt werden?
excuse-hint = Wer über das „Go“ entscheidet, liest sie. Bleibt sie leer, wird sie zurückgenommen.
excuse-save = Speichern
done-go-asked = Die Tests wurden gezeigt, und um das „Go“ wurde gebeten.
done-excused = Der Fall ist entschuldigt.
done-unexcused = Die Entschuldigung ist zurückgenommen.

## Wie jeder Fall gezeigt wird

how-type = Veröffentlichen Sie eine Nachricht mit messageTypeId { $id }.
how-one-document = Veröffentlichen Sie mit genau einer Datei, die der Hauptinhalt ist.
how-digest-right = Veröffentlichen Sie eine Datei mit ihrem Digest: digestMethod sha_256 und als digestValue den SHA-256 in base64url.
how-body-only = Veröffentlichen Sie ohne Dateien: "attachments": [], bodyContent und "isBodyMainContent": true.
how-six-files = Veröffentlichen Sie mit sechs Dateien, upfile1 bis upfile6, deren eine der Hauptinhalt ist.
how-annex-beside-body = Veröffentlichen Sie mit "isBodyMainContent": true und einer Datei mit isMainContent false.
how-business-data = Veröffentlichen Sie mit einer businessDataList, die einen Schlüssel des Nachrichtentyps hat.
how-same-key-twice = Senden Sie dieselbe Veröffentlichung zweimal mit demselben Idempotency-Key: Die zweite Antwort ist 409 mit der ersten Nachricht.
how-never-opened = Veröffentlichen Sie an einen Empfänger, der seine e-Box nie öffnete: Die Antwort ist 201 mit dem Code NO_DIGITAL_USER.
how-citizen-pdf = Veröffentlichen Sie an einen Bürger ("eboxType": "citizen" und ssin), nur mit PDF-Dateien.
how-check = Das Portal ruft Ihr Register auf, wenn diese Seite geladen wird: Lassen Sie es antworten, wie der Vertrag es sagt.
how-refused-recipient = Veröffentlichen Sie an ein Unternehmen, das es in dieser Umgebung nicht gibt, und lesen Sie die Ablehnung.
how-refused-configuration = Veröffentlichen Sie mit einem messageTypeId, der nicht Ihrer ist, und lesen Sie die Ablehnung.
how-refused-sender = Veröffentlichen Sie mit einem sender, der ein anderes Unternehmen nennt, und lesen Sie die Ablehnung.
how-refused-digest = Veröffentlichen Sie mit einem digest einer anderen Datei, und lesen Sie die Ablehnung.
how-refused-languages = Veröffentlichen Sie mit einem subject in zwei Sprachen, und lesen Sie die Ablehnung.
how-refused-no-main-content = Veröffentlichen Sie mit isMainContent false bei jeder Anlage, und lesen Sie die Ablehnung.
how-refused-several-main-contents = Veröffentlichen Sie mit isMainContent true bei zwei Anlagen, und lesen Sie die Ablehnung.
how-refused-media-type = Veröffentlichen Sie eine Datei mit type=application/x-msdownload, und lesen Sie die Ablehnung.
how-refused-count = Veröffentlichen Sie mit einer Datei mehr, als es Anlagen gibt, und lesen Sie die Ablehnung.
how-refused-part = Veröffentlichen Sie mit einem httpPartName, den keine Datei hat, und lesen Sie die Ablehnung.
how-refused-part-headers = Veröffentlichen Sie einen Dateiteil ohne Content-Type oder Dateinamen, und lesen Sie die Ablehnung.
how-refused-schema = Veröffentlichen Sie mit einem Feld, das keine Nachricht hat, und lesen Sie die Ablehnung.
how-refused-business-data-key = Veröffentlichen Sie mit einem Schlüssel, den der Nachrichtentyp nicht hat, und lesen Sie die Ablehnung.

## Beispiele zum Kopieren

examples-lead = Für Ihre Anwendungen und Nachrichtentypen gemacht. Sie laufen, wie sie sind, mit dem privaten Schlüssel, den Sie für diese Umgebung machten.
examples-away = Diese Umgebung sagt jetzt nicht, wo ihr Register ist und an wen Sie senden können: Füllen Sie aus, was in Großbuchstaben steht.
examples-real = In der Produktion ist jede Nachricht ein amtliches Schreiben an einen wirklichen Empfänger. Hier wird niemand vorgeschlagen: Füllen Sie die Nummer des Empfängers aus, an den Sie senden müssen.
examples-client = Ihr Client
examples-registry = Nachrichtenregister (v3)
examples-profile = Beginnen Sie damit in einer Shell. Das Token gilt einige Minuten.
examples-recipients = An wen Sie senden können
examples-name = Name
examples-number = Nummer
examples-opened = e-Box
examples-citizen = (Bürger)
examples-enterprise = (Unternehmen)
examples-has-opened = in Gebrauch
examples-never-opened = nie geöffnet
examples-publish = Veröffentlichen
examples-publish-means = Eine Nachricht jedes Ihrer Typen. Die Antwort 201 nennt die Nachricht; die Seite mit den Tests zeigt sie.
