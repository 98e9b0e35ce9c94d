## Signing in

sign-in-title = Anmelden
sign-in-ended = Ihre Sitzung ist beendet. Melden Sie sich erneut an. Was Sie zuletzt abgeschickt haben, wurde nicht ausgeführt.
sign-in-first = Melden Sie sich an, um diese Seite zu sehen.
sign-in-lead = In der Übung wählen Sie, wer Sie sind. Niemand prüft es und es gibt kein Passwort.
sign-in-who = Wer sind Sie, und für welches Unternehmen?
role-access-manager = Zugangsverwalter
role-co-access-manager = Ko-Zugangsverwalter
sign-in-nobody = Noch niemand ist registriert.
sign-in = Anmelden
sign-in-another = Sie melden sich für ein Unternehmen an. Für ein anderes melden Sie sich erneut an.
