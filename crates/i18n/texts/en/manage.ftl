## Manage e-Box: around every page, and the overview

section-overview = Overview
section-people = People and rights
section-partitions = Partitions
section-rules = Routing rules
section-suggestions = Suggestions
section-mandates = Mandates
section-preferences = Preferences
section-consumer = Document Consumer
section-audit = Who did what
overview-lead = You manage access to the e-Box of { $enterprise }.
overview-all = Everything that you manage
waiting = To do
waiting-none = Nothing waits for you.
waiting-suggestions = { $count ->
    [one] { $count } suggestion of a sender waits for your answer
   *[other] { $count } suggestions of senders wait for your answer
}
waiting-mandates = { $count ->
    [one] { $count } mandate waits for your answer
   *[other] { $count } mandates wait for your answer
}
waiting-account = The terms for Document Consumers are accepted; there is no webservice account yet
waiting-certificates = { $count ->
    [one] { $count } webservice account has no certificate beyond the next 30 days: add one
   *[other] { $count } webservice accounts have no certificate beyond the next 30 days: add one
}
card-people = Who manages the e-Box, and who may see which messages.
card-partitions = Divide the e-Box, for example by department.
card-rules = Into which partition new messages go.
card-suggestions = Rules that senders recommend to you for their messages.
card-mandates = Which enterprise acts for you, and for whom you act.
card-preferences = The address for notifications, and exclusively digital mail.
card-consumer = Let your own software collect the messages.
card-audit = Who opened which document, and when.
standing-people = Managers: { $managers }, people with rights: { $people }
standing-partitions = { $count ->
    [one] { $count } partition
   *[other] { $count } partitions
}
standing-rules = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
standing-suggestions = { $count ->
    [one] { $count } open suggestion
   *[other] { $count } open suggestions
}
standing-mandates = { $count ->
    [one] { $count } mandate in force
   *[other] { $count } mandates in force
}
standing-no-consumer = Not a Document Consumer yet
standing-terms-accepted = Terms accepted
standing-accounts = { $count ->
    [one] { $count } webservice account
   *[other] { $count } webservice accounts
}
change = Change
confirm-not = Cancel
page-earlier = Previous page
page-later = Next page

## What was done just now, or why it was not

outcome-granted = The right is given. It holds at once.
outcome-withdrawn = The right is withdrawn. That holds at once.
outcome-named = The manager is named.
outcome-dismissed = The role is taken away.
outcome-last-manager = Nothing was changed: an enterprise keeps one access manager at least. Name another one first.
outcome-created = The partition is created.
outcome-renamed = The partition has its new name.
outcome-deleted = The partition is deleted, with the rights on it.
outcome-gone = This was no longer there: nothing was changed.
outcome-meanwhile = Somebody else was first and changed the partitions, rights or rules. Nothing was changed: look at how it is now and try again.
