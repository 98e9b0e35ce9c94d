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
