## Outgoing mail of the rehearsal

outgoing-title = Outgoing mail
outgoing-lead = The e-mails that would have been sent. The last one comes first.
outgoing-means = This page belongs to the rehearsal: no e-mail leaves it, and everybody can read along here. Letters disappear after four days.
outgoing-none = Nobody was written to yet.
outgoing-to = To { $to }, { $moment }
outgoing-newest = The newest
outgoing-older = Older
