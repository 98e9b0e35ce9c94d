## Wo eine Person per E-Mail benachrichtigt wird

contact-title = Ihre E-Mail
contact-lead = Wenn hier etwas auf Sie wartet, erhalten Sie eine E-Mail. Das gilt für Sie persönlich, für welches Unternehmen Sie auch handeln.
contact-address = E-Mail-Adresse
contact-address-hint = Lassen Sie das Feld leer, wenn Sie keine E-Mails möchten.
contact-address-unusable = Das ist keine brauchbare E-Mail-Adresse. Sie sieht aus wie name@domain.example.
contact-language = Sprache der E-Mails
contact-language-missing = Wählen Sie eine der Sprachen.
contact-keep = Speichern
contact-kept = Gespeichert. Ab jetzt erhalten Sie E-Mails an diese Adresse.
contact-removed = Gespeichert. Sie erhalten keine E-Mails.
