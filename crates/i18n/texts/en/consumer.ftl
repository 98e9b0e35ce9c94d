## Document Consumer: how far the enterprise is

consumer-title = Document Consumer
consumer-lead = Your own software collects every message of the e-Box: from every provider, in packages, as soon as it arrives.
consumer-made = The account is there. Give its OAuth client ID to your software: { $client }
consumer-irreversible = Becoming a Document Consumer cannot be undone.
consumer-irreversible-more = The terms are accepted for the whole enterprise and for good. Test beforehand with the simulation of another environment, and agree within the enterprise who looks after the messages.
consumer-step-terms = Read and accept the terms of use
consumer-step-terms-more = They say what your software may do and what remains your responsibility. You accept them at their end.
consumer-read-terms = Read the terms of use
consumer-read-again = Read the terms of use again
consumer-accepted = Accepted by { $person } on { $moment }.
consumer-step-account = Make a webservice account
consumer-step-account-more = Your software signs with the key of a certificate. The account gives it an OAuth client ID.
consumer-terms-first = Accept the terms of use first.
consumer-step-simulation = Test with the simulation
consumer-step-simulation-more = It has messages of every kind that are not yours and have no consequences. Use it with the token of your account.
consumer-token-address = Address for tokens, and their audience
consumer-simulation-address = Simulation
consumer-step-production = Collect your messages
consumer-step-production-more = Ask for the list of providers, then each of them for your messages.
consumer-providers-address = List of providers
consumer-changes = What changes
consumer-change-read = A message counts as read once your software fetches its main document, whoever looked at it.
consumer-change-partitions = Your software sees every partition of the e-Box, whatever the rights of your colleagues.
consumer-change-kept = Messages stay in the e-Box until they expire. Keep your own copies.
consumer-change-portal = This site remains available, and must be used when your software or its connection fails.
consumer-test = Test now
consumer-rehearse = Go through it first, without changing anything

## The calls of a Document Consumer at the simulation

calls-consumer-title = Test at the simulation
calls-consumer-lead = The calls that every Document Consumer makes, one after another, at the simulation. What they open there has no consequences.
calls-list = List the messages
calls-listed = { $number } messages are there.
calls-message = Read one message
calls-read = Its subject is “{ $subject }”.
calls-content = Fetch its main document
calls-received = { $file }, { $size }. In production the message would count as read from now on.
calls-statistics = Count what is there
calls-counted = { $unread } messages are unread.
calls-took = { $milliseconds } ms
calls-failed = This call failed. The service answered:
calls-whole = Every call was answered as it should be.
calls-broken = A call failed; those after it were not made.
calls-token = Here the calls are made in your name, since only your software has the key of your account. It first gets a token from the address below, then makes the same calls.

## Rehearsal: every screen, and nothing is changed

rehearse-title = Rehearsal
rehearse-note = Rehearsal: nothing of what you do on these pages is kept.
rehearse-lead = You go through every screen as if it were real: the terms, the account, the check of your certificate. At the end a report says what would change.
rehearse-begin = Begin the rehearsal
rehearse-check = Check, and see what would change
report-title = What would change
report-terms = { $person } would accept version { $version } of the terms of use in the name of { $enterprise }, for good. Person, moment and version are recorded.
report-account = This webservice account would be made. Everything that you filled in is right, the certificate too. The account would get its OAuth client ID at that moment.
report-scopes = Its software could ask for tokens with:
report-for-real = Now for real
report-not-now = Not now
