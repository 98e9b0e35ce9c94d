## Ein Formular schreiben

writing-request = Erster Antrag
writing-form = Förmlicher Antrag
writing-request-lead = Was Sie wollen, in wenigen Worten. Sie können diese Seite jederzeit verlassen; jemand anderes kann weitermachen.
writing-form-lead = Was genau zu konfigurieren ist. Sie können diese Seite jederzeit verlassen; jemand anderes kann weitermachen.
writing-save = Speichern
writing-go-on = Speichern und weiter
writing-submit-request = Den Antrag einreichen
writing-submit-form = Das Formular einreichen
writing-remove = Entfernen
writing-saved = Gespeichert am { $moment } von { $person }.
writing-never-saved = Noch wurde nichts gespeichert.
writing-not-saved = Es konnte nicht gespeichert werden. Drücken Sie „Speichern“.
writing-mistakes = { $count ->
    [one] Ein Feld fehlt noch, bevor Sie einreichen können:
   *[other] { $count } Felder fehlen noch, bevor Sie einreichen können:
}
writing-remark = Zurückgeschickt: { $text }
writing-meanwhile-title = Jemand anderes hat dieses Formular inzwischen gespeichert.
writing-meanwhile-means = Unten steht deren Version. Hier ist, was in Ihrer abweicht: Wählen Sie, was Sie übernehmen wollen, und speichern Sie.
writing-take = Meine übernehmen: { $field }
writing-theirs = Die andere
writing-mine = Ihre
writing-meanwhile = Jemand anderes hat dieses Formular inzwischen gespeichert. Drücken Sie „Speichern“: Nichts von Ihnen geht verloren.
writing-moved-on = Dieses Formular wurde inzwischen eingereicht und kann jetzt nicht geändert werden. Drücken Sie „Speichern“, um zu sehen, was Sie schrieben.
writing-too-much = Das ist mehr, als das Formular fassen kann. Kürzen Sie es, oder nehmen Sie einen Eintrag heraus.
answers-lead = Dieses Formular kann jetzt nicht geändert werden: nur, wenn es zurückgeschickt wird.
answers-not-saved = Was Sie schrieben, konnte nicht mehr gespeichert werden, weil das Formular inzwischen eingereicht wurde. Kopieren Sie, was Sie noch brauchen:
answer-none = Keine Antwort
field-missing = Füllen Sie dies aus.
field-too-long = Höchstens { $most } Zeichen.
field-no-number = Eine ganze Zahl von { $least } bis { $most }.
field-no-choice = Wählen Sie eines aus der Liste.
field-no-identifier = Höchstens { $most } Buchstaben ohne Akzent, Ziffern und die Zeichen : . _ -
field-twice = Dies steht zweimal im Formular.
field-no-entry = Fügen Sie mindestens einen Eintrag hinzu, und nicht mehr, als das Formular nimmt.
field-unknown-application = Dieses Formular hat keine Anwendung mit dieser Kennung.
field-no-email = Dies ist keine E-Mail-Adresse.
field-no-address = Eine Adresse, die mit https:// beginnt
field-not-public = Eine Adresse, die mit https:// beginnt und die andere erreichen: nicht von dieser Maschine und nicht aus einem privaten Netz.
field-no-base-address = Eine Adresse ohne ? # @: Pfade werden angehängt.
field-no-logo = Das Bild muss ein quadratisches PNG, GIF oder JPEG von weniger als 100 Pixeln Breite und höchstens 50 kB sein.
field-no-provider = Die Kennung eines Document Providers: Kleinbuchstaben, Ziffern und Bindestriche.
field-taken = Eine andere Organisation hat diese Kennung schon. Wählen Sie eine andere.
field-no-file = Legen Sie diese Datei zuerst in das Gespräch, und nennen Sie sie, wie sie dort heißt.

## Der erste Antrag

request-part = Was Sie versenden wollen
request-part-hint = Das Integrationsteam und das LSS entscheiden danach: Schreiben Sie für Leser, die Ihr Projekt nicht kennen.
request-name = Name des Projekts
request-name-hint = Wie es alle nennen werden.
request-use-cases = Anwendungsfälle
request-use-cases-hint = Welche Dokumente, für wen, auf welcher Rechtsgrundlage, und was Empfänger damit tun.
request-volume = Dokumente pro Jahr
request-volume-hint = Eine Schätzung, als Zahl.
request-peaks = Spitzenzeiten
request-peaks-hint = Wann viele Dokumente auf einmal kommen, und wie viele.
request-planning = Planung
request-planning-hint = Wann Sie testen wollen, und wann Sie in Produktion sein wollen.
request-network = Von wo Ihre Systeme aufrufen
request-inside = Aus dem Netzwerk der sozialen Sicherheit
request-inside-means = Der Weg beginnt in INT.
request-outside = Von anderswo
request-outside-means = INT ist von dort nicht erreichbar: Der Weg beginnt in ACC.

## Der förmliche Antrag eines Absenders

form-choose = Wählen Sie
form-through = Document Provider
form-through-hint = In wessen Register Ihre Nachrichten aufbewahrt werden.
form-provider = Kennung des Document Providers
form-organization = Ihre Organisation
form-organization-hint = Wie Empfänger sie sehen werden.
form-short-name = Kurzer Name
form-long-name = Voller Name
form-site = Website (freiwillig)
form-address-hint = Beginnt mit https://
form-logo = Logo (freiwillig)
form-logo-hint = Ein quadratisches PNG, GIF oder JPEG von weniger als 100 Pixeln Breite und höchstens 50 kB. Es wird mit „Speichern“ gesendet.
form-logo-there = Es gibt ein Logo. Eine andere Datei ersetzt es.
form-logo-remove = Das Logo entfernen
form-contact-business = E-Mail des Helpdesks zum Inhalt
form-contact-business-hint = Wohin sich Empfänger wenden. Von einer Stelle, nie von einer Person.
form-contact-technical = E-Mail des technischen Helpdesks
form-contact-technical-hint = Wohin sich andere Helpdesks wenden. Von einer Stelle, nie von einer Person.
form-applications = Anwendungen
form-applications-hint = Jedes Ihrer Systeme, das versendet. Seine Kennung steht im Zertifikat.
form-application = Anwendung { $number }
form-application-add = Eine Anwendung hinzufügen
form-application-id = Kennung der Anwendung
form-application-id-hint = Etwa employment:job-attest:werkkaart
form-application-name = Name der Anwendung
form-types = Nachrichtentypen
form-types-hint = Jede Art von Dokument, die Empfänger unterscheiden, filtern und aufbewahren können.
form-type = Nachrichtentyp { $number }
form-type-add = Einen Nachrichtentyp hinzufügen
form-type-id = Kennung des Nachrichtentyps
form-type-id-hint = Etwa WK1-ACTIVA. Niemand sonst darf sie haben.
form-type-name = Name des Nachrichtentyps
form-type-application = Anwendung, die ihn versendet
form-type-application-hint = Die Kennung einer von oben.
form-validity = Nachrichten werden aufbewahrt für
form-validity-hint = Eine ganze Zahl; die Einheit folgt.
form-validity-unit = Einheit
form-unit-day = Tage
form-unit-month = Monate
form-unit-year = Jahre
form-sector = Empfänger
form-sector-enterprise = Unternehmen
form-sector-citizen = Bürger
form-sector-both = Unternehmen und Bürger
form-keys = Fachdaten
form-key = Schlüssel { $number }
form-key-add = Einen Schlüssel für Fachdaten hinzufügen
form-key-id = Schlüssel
form-key-id-hint = Etwa caseNumber
form-key-name = Name des Schlüssels
form-key-format = Format
form-format-text = Text
form-format-date = Datum
form-format-decimal = Dezimalzahl
form-format-enterprise = Unternehmensnummer
form-format-ssin = Nationalregisternummer

## Der förmliche Antrag eines Document Providers

provider-part = Ihr Register
provider-part-hint = Was das Providerregister davon sagen soll.
provider-id = Kennung
provider-id-hint = Kleinbuchstaben, Ziffern und Bindestriche; in jeder Umgebung dieselbe.
provider-name = Name des Providers
provider-description = Was er anbietet
provider-contact = E-Mail des Helpdesks
provider-contact-hint = Von einer Stelle, nie von einer Person.
provider-contract-part = Vertrag
provider-contract-hint = Fügen Sie den unterschriebenen Vertrag als Datei im Gespräch des Dossiers hinzu, und nennen Sie diese Datei hier.
provider-signatory = Gesetzlicher Vertreter, der ihn unterschrieb
provider-contract = Datei mit dem unterschriebenen Vertrag
provider-addresses = Adressen des Registers
provider-v2 = { $environment }: Register v2.1
provider-v3 = { $environment }: Register v3 (freiwillig)
