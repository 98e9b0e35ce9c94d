## Around every page

skip-to-content = Zum Inhalt
rehearsal = Übung.
rehearsal-means = Das ist keine echte e-Box: Alles ist erfunden und nichts hat Folgen.
environment-means = Testumgebung { $environment }: Das ist keine echte e-Box.
language-switch = Sprache
navigation = Bereiche
part-messages = Nachrichten
part-manage = e-Box verwalten
sign-out = Abmelden
footer = e-Box Enterprise: der elektronische Briefkasten Ihres Unternehmens.
to-the-start = Zur Startseite
download = Herunterladen
