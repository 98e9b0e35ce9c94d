## When there is no page

problem-not-found = This page is not there
problem-not-found-more = The message may have expired or moved, or you may not see it. Check the address or start again.
problem-not-allowed = This is for access managers
problem-not-allowed-more = Only an access manager or co-access manager of the enterprise may see or do this. Nothing was changed.
problem-stale-form = This form is no longer valid
problem-stale-form-more = It is from before your last sign-in, or does not come from this site. Nothing was changed. Open the page again and try once more.
problem-unreadable-form = This form cannot be read
problem-unreadable-form-more = Something is missing, or it is too large. Nothing was changed. Go back and try again.
problem-registry = The service that keeps this message does not answer
problem-registry-more = { $provider } gave no usable answer. Your messages are not lost. Try again in a few minutes.
problem-failed = Something went wrong
problem-failed-more = That is our fault, not yours. Try again in a few minutes.
problem-not-offered = This message does not allow it
problem-not-offered-more = { $provider } does not offer this. Nothing was changed.
problem-ended = Your session has ended
problem-ended-more = Nothing was changed. Sign in again: you come back to the page with the form, and can fill it in once more.
problem-no-enterprise = Nobody has given you access yet
problem-no-enterprise-more = We know who you are, but no enterprise has given you access to its e-Box. Ask an access manager of your enterprise to do so, then sign in again.
problem-busy = Many people are signing in
problem-busy-more = There was no room for you. Nothing is wrong with what you typed. Try again in a few seconds.
