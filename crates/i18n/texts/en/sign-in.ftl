## Signing in

sign-in-title = Sign in
sign-in-ended = Your session has ended. Sign in again. What you sent last was not carried out.
sign-in-first = Sign in to see this page.
sign-in-lead = In the rehearsal you choose who you are. Nobody checks it and there is no password.
sign-in-who = Who are you, and for which enterprise?
role-access-manager = Access manager
role-co-access-manager = Co-access manager
sign-in-nobody = Nobody is registered yet.
sign-in = Sign in
sign-in-another = You sign in for one enterprise. For another one, sign in again.
