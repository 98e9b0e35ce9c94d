## Ausgehende E-Mails der Übung

outgoing-title = Ausgehende E-Mails
outgoing-lead = Die E-Mails, die versandt worden wären. Die letzte steht oben.
outgoing-means = Diese Seite gehört zur Übung: Keine E-Mail geht hinaus, und alle können hier mitlesen. Nach vier Tagen verschwinden die Briefe.
outgoing-none = Noch wurde niemandem geschrieben.
outgoing-to = An { $to }, { $moment }
outgoing-newest = Die neuesten
outgoing-older = Ältere
