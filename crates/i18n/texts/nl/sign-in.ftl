## Signing in

sign-in-title = Aanmelden
sign-in-ended = Uw sessie is beëindigd. Meld u opnieuw aan. Wat u het laatst verstuurde, is niet uitgevoerd.
sign-in-first = Meld u aan om deze pagina te zien.
sign-in-lead = In de oefening kiest u wie u bent. Niemand controleert het en er is geen wachtwoord.
sign-in-who = Wie bent u, en voor welke onderneming?
role-access-manager = Toegangsbeheerder
role-co-access-manager = Co-toegangsbeheerder
sign-in-nobody = Er is nog niemand geregistreerd.
sign-in = Aanmelden
sign-in-another = U meldt zich aan voor één onderneming. Voor een andere meldt u zich opnieuw aan.
