## Signing in

sign-in-title = Anmelden
sign-in-ended = Ihre Sitzung ist beendet. Melden Sie sich erneut an; danach kommen Sie zur gewünschten Seite zurück.
sign-in-first = Melden Sie sich an, um diese Seite zu sehen.
sign-in-lead = In der Übung wählen Sie, wer Sie sind. Niemand prüft es und es gibt kein Passwort.
sign-in-who = Wer sind Sie, und für welches Unternehmen?
role-access-manager = Zugangsverwalter
role-co-access-manager = Co-Zugangsverwalter
sign-in-nobody = Noch niemand ist registriert.
sign-in = Anmelden
sign-in-another = Sie melden sich für ein Unternehmen an. Für ein anderes melden Sie sich erneut an.
role-none = Darf einsehen
role-colleague = Arbeitet an einem Dossier
party-integration = Integrationsteam
party-nsso = Landesamt für soziale Sicherheit
sign-in-late = Die Wahl eines Unternehmens dauerte zu lange oder war schon getroffen. Melden Sie sich erneut an.
sign-in-out = Sie sind abgemeldet.
sign-in-out-everywhere = Sie sind überall abgemeldet: Alle Ihre Sitzungen sind beendet.
sign-in-name = Benutzername
sign-in-password = Passwort
sign-in-code = Code
sign-in-code-hint = Die sechs Ziffern, die Ihre Authentifizierungs-App jetzt anzeigt. Ohne die App: einer Ihrer Wiederherstellungscodes.
sign-in-wrong = Benutzername, Passwort oder Code stimmt nicht.
sign-in-wrong-more = Prüfen Sie alle drei. Ein Code wird einmal angenommen: Warten Sie, bis die App den nächsten anzeigt.
sign-in-paused = Zu viele Versuche. Versuchen Sie es nach { $until } erneut.
sign-in-paused-more = Bis dahin wird nichts geprüft, auch nicht, was richtig ist. Wenn nicht Sie es versucht haben, sagen Sie es Ihrem Betreiber.
sign-in-lost = Passwort, App oder Wiederherstellungscodes verloren? Bitten Sie den Betreiber dieser e-Box um einen neuen Code, um von vorn zu beginnen.
sign-in-provider-lead = Sie zeigen beim Identitätsanbieter Ihrer Organisation, wer Sie sind, und kommen hierher zurück.
sign-in-provider = Mit Ihrem Identitätsanbieter anmelden
enterprise-title = Wählen Sie ein Unternehmen
enterprise-lead = Sie sind { $person }. Sie können für mehr als ein Unternehmen handeln.
enterprise-which = Für welches Unternehmen melden Sie sich jetzt an?
enterprise-choose = Weiter
sessions-title = Wo Sie angemeldet sind
sessions-lead = { $count ->
    [one] Sie haben eine Sitzung, die nicht beendet ist.
   *[other] Sie haben { $count } Sitzungen, die nicht beendet sind.
}
sessions-when = seit { $began }, zuletzt benutzt { $used }
sessions-everywhere-means = Haben Sie irgendwo vergessen, sich abzumelden, oder ist eine Sitzung nicht die Ihre? Melden Sie sich überall ab: Jede Sitzung endet sofort, auch diese.
sessions-everywhere = Überall abmelden
sessions-other = Für ein anderes Unternehmen anmelden
