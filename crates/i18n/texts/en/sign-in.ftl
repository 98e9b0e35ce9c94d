## Signing in

sign-in-title = Sign in
sign-in-ended = Your session has ended. Sign in again; you then come back to the page that you asked for.
sign-in-first = Sign in to see this page.
sign-in-lead = In the rehearsal you choose who you are. Nobody checks it and there is no password.
sign-in-who = Who are you, and for which enterprise?
role-access-manager = Access manager
role-co-access-manager = Co-access manager
sign-in-nobody = Nobody is registered yet.
sign-in = Sign in
sign-in-another = You sign in for one enterprise. For another one, sign in again.
role-none = May consult
role-colleague = Works on a dossier
party-integration = Integration team
party-nsso = National Social Security Office
sign-in-late = Choosing an enterprise took too long, or it was chosen before. Sign in again.
sign-in-out = You have signed out.
sign-in-out-everywhere = You have signed out everywhere: every session of yours has ended.
sign-in-name = User name
sign-in-password = Password
sign-in-code = Code
sign-in-code-hint = The six digits that your authenticator app shows now. Without the app: one of your recovery codes.
sign-in-wrong = User name, password or code is not right.
sign-in-wrong-more = Check all three. A code is accepted once: wait until the app shows the next one.
sign-in-paused = Too many attempts. Try again after { $until }.
sign-in-paused-more = Until then nothing is looked at, not even what is right. If it was not you who tried, tell your operator.
sign-in-lost = Lost your password, your app or your recovery codes? Ask the operator of this e-Box for a new code to begin again with.
sign-in-provider-lead = You show who you are at the identity provider of your organisation, and come back here.
sign-in-provider = Sign in with your identity provider
enterprise-title = Choose an enterprise
enterprise-lead = You are { $person }. You can act for more than one enterprise.
enterprise-which = For which enterprise do you sign in now?
enterprise-choose = Go on
sessions-title = Where you are signed in
sessions-lead = { $count ->
    [one] You have one session that has not ended.
   *[other] You have { $count } sessions that have not ended.
}
sessions-when = since { $began }, last used { $used }
sessions-everywhere-means = Did you forget to sign out somewhere, or is a session not yours? Sign out everywhere: every session ends at once, this one too.
sessions-everywhere = Sign out everywhere
sessions-other = Sign in for another enterprise
