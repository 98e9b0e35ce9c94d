## Who did what

audit-lead = Every document that was opened in your e-Box: by whom and when. Whoever belongs to the e-Box is named.
audit-kept-at = Kept by:
audit-nowhere = The messages are kept elsewhere: nothing is recorded here of who opens them.
audit-days = Choose days
audit-from = From
audit-until = Until
audit-show = Show
audit-no-day = Fill in a day that exists, such as 2026-03-31.
audit-backwards = The first day is after the last.
audit-none = Nothing was opened in this time
audit-file = Download as CSV
audit-file-means = At most the { $most } newest.
audit-when = When
audit-who = Who
audit-what = What
audit-message = Message
audit-document = Document
audit-text = Text of the message
audit-gone = Message that is no longer there or cannot be shown:
audit-somebody = A person who is not known here
audit-own-software = Your own software ({ $client })
audit-other = { $enterprise }, with a mandate of yours
audit-newest = The newest
audit-older = Older
