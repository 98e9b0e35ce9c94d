## The terms of use for Document Consumers

terms-title = Terms of use for Document Consumers
terms-version = Version { $version }
terms-1-title = 1. What this is about
terms-1 = A Document Consumer is an enterprise that consults its e-Box with its own software, through a webservice, beside or instead of this site. These terms hold for the enterprise as a whole, and for everybody who acts for it.
terms-2-title = 2. Acceptance
terms-2 = Only an access manager or co-access manager accepts these terms, in the name of the enterprise. The acceptance is recorded with the person, the moment and this version. It cannot be withdrawn: becoming a Document Consumer cannot be undone.
terms-3-title = 3. Legal effect
terms-3 = Messages of the e-Box have the same legal effect as paper mail, and may have the value of registered mail. A message counts as read as soon as its main document is fetched, also when software does so without anybody looking. Terms may then begin to run. The enterprise decides what its software fetches, and makes sure that people see it in time.
terms-4-title = 4. Access
terms-4 = The software signs with the key of the enterprise's certificate. Whoever has that key has access to every message in every partition. The enterprise keeps it secret, gives it to nobody else, and has the account disabled at once when it may have been lost. Everything done with the account counts as done by the enterprise.
terms-5-title = 5. Keeping messages
terms-5 = Messages disappear from the e-Box when they expire, also for Document Consumers. The enterprise keeps its own copies, protects them, and respects the rules on personal data.
terms-6-title = 6. Proper use
terms-6 = The software asks each provider within its limits, respects announced maintenance, and does not burden the services without need. A provider may refuse calls of software that endangers its service, after a warning where that is possible.
terms-7-title = 7. When something fails
terms-7 = This site remains available. When the software, the certificate or the connection fails, the enterprise consults its e-Box here. Failure of its own software is no ground for not having received a message.
terms-accept = Accept the terms of use
terms-confirm = I have read the terms to their end and accept them in the name of { $enterprise }. I know that this cannot be undone.
terms-scroll = Scroll to the end of the terms first.
terms-unconfirmed = Tick that you have read the terms and accept them. Nothing was changed.
terms-accepted = Your enterprise has accepted the terms of use.
