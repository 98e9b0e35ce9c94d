## Wer hat was getan

audit-lead = Jedes Dokument, das in Ihrer e-Box geöffnet wurde: von wem und wann. Wer zur e-Box gehört, steht mit Namen da.
audit-kept-at = Aufgezeichnet von:
audit-nowhere = Die Nachrichten werden anderswo aufbewahrt: Hier wird nicht aufgezeichnet, wer sie öffnet.
audit-days = Tage wählen
audit-from = Ab
audit-until = Bis einschließlich
audit-show = Anzeigen
audit-no-day = Geben Sie einen Tag an, den es gibt, wie 2026-03-31.
audit-backwards = Der erste Tag liegt nach dem letzten.
audit-none = In dieser Zeit wurde nichts geöffnet
audit-file = Als CSV herunterladen
audit-file-means = Höchstens die { $most } neuesten.
audit-when = Wann
audit-who = Wer
audit-what = Was
audit-message = Nachricht
audit-document = Dokument
audit-text = Text der Nachricht
audit-gone = Nachricht, die nicht mehr da ist oder nicht gezeigt werden kann:
audit-somebody = Eine Person, die hier nicht bekannt ist
audit-own-software = Ihre eigene Software ({ $client })
audit-other = { $enterprise }, mit einer Vollmacht von Ihnen
audit-newest = Die neuesten
audit-older = Ältere
