## When there is no page

problem-not-found = Diese Seite gibt es nicht
problem-not-found-more = Die Nachricht ist vielleicht abgelaufen oder verschoben, oder Sie dürfen sie nicht sehen. Prüfen Sie die Adresse oder beginnen Sie von vorn.
problem-not-allowed = Nur für Zugangsverwalter
problem-not-allowed-more = Nur ein Zugangsverwalter oder Co-Zugangsverwalter des Unternehmens darf dies sehen oder tun. Es wurde nichts geändert.
problem-stale-form = Dieses Formular ist nicht mehr gültig
problem-stale-form-more = Es stammt von vor Ihrer letzten Anmeldung oder nicht von dieser Website. Nichts wurde geändert. Öffnen Sie die Seite neu und versuchen Sie es noch einmal.
problem-unreadable-form = Dieses Formular kann nicht gelesen werden
problem-unreadable-form-more = Es fehlt etwas oder es ist zu groß. Nichts wurde geändert. Gehen Sie zurück und versuchen Sie es erneut.
problem-registry = Der Dienst, der diese Nachricht aufbewahrt, antwortet nicht
problem-registry-more = { $provider } gab keine brauchbare Antwort. Ihre Nachrichten sind nicht verloren. Versuchen Sie es in einigen Minuten erneut.
problem-failed = Etwas ist schiefgegangen
problem-failed-more = Das liegt an uns, nicht an Ihnen. Versuchen Sie es in einigen Minuten erneut.
problem-not-offered = Das geht bei dieser Nachricht nicht
problem-not-offered-more = { $provider } bietet das nicht an. Es wurde nichts geändert.
problem-ended = Ihre Sitzung ist beendet
problem-ended-more = Nichts wurde geändert. Melden Sie sich erneut an: Sie kommen zur Seite mit dem Formular zurück und können es noch einmal ausfüllen.
problem-no-enterprise = Niemand hat Ihnen bisher Zugang gegeben
problem-no-enterprise-more = Wir wissen, wer Sie sind, aber kein Unternehmen hat Ihnen Zugang zu seiner e-Box gegeben. Bitten Sie einen Zugangsverwalter Ihres Unternehmens darum und melden Sie sich dann erneut an.
problem-busy = Viele melden sich gerade an
problem-busy-more = Für Sie war kein Platz. An Ihrer Eingabe liegt es nicht. Versuchen Sie es in einigen Sekunden erneut.
