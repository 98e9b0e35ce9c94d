## Einstellungen

preferences-told = Adresse für Benachrichtigungen
preferences-told-means = Die Adresse derer, die sich um die Nachrichten kümmern, zum Beispiel einer Abteilung. Sie ist für die Meldung bestimmt, dass es eine Nachricht gibt; der Inhalt von Nachrichten gehört nie dazu.
address = E-Mail-Adresse
address-hint = Leer bedeutet: keine Benachrichtigungen.
address-unusable = Geben Sie eine E-Mail-Adresse an, wie name@unternehmen.be.
address-keep = Adresse speichern
preferences-channel = Ausschließlich digital
channel-both = Ihr Unternehmen erhält seine Post digital und auf Papier.
channel-both-means = Absender dürfen neben der Nachricht in der e-Box noch einen Brief schicken.
channel-exclusive = Ihr Unternehmen erhält seine Post ausschließlich digital.
channel-exclusive-means = Absender, die die e-Box verwenden, schicken Ihnen kein Papier mehr.
exclusive-choose = Ausschließlich digital wählen
exclusive-choose-not = Nicht mehr ausschließlich digital
exclusive-title = Post ausschließlich digital erhalten?
exclusive-means-paper = Absender, die die e-Box verwenden, schicken Ihrem Unternehmen dann keine Briefe mehr, auch keine eingeschriebenen.
exclusive-means-look = Sorgen Sie dafür, dass jemand regelmäßig in die e-Box sieht: Fristen können laufen, auch wenn niemand nachsieht.
exclusive-means-back = Sie können das später rückgängig machen. Das gilt dann für neue Post.
exclusive-not-title = Nicht mehr ausschließlich digital?
exclusive-not-means = Absender dürfen Ihnen dann wieder Briefe schicken. Die Nachrichten in der e-Box kommen weiterhin.
outcome-address-kept = Die Adresse ist gespeichert.
outcome-address-removed = Es gibt keine Adresse für Benachrichtigungen mehr.
outcome-exclusive = Ihr Unternehmen erhält seine Post von nun an ausschließlich digital.
outcome-not-exclusive = Ihr Unternehmen erhält seine Post nicht mehr ausschließlich digital.
