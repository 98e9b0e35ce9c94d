## Signing in

sign-in-title = Aanmelden
sign-in-ended = Uw sessie is beëindigd. Meld u opnieuw aan; daarna komt u terug op de pagina die u vroeg.
sign-in-first = Meld u aan om deze pagina te zien.
sign-in-lead = In de oefening kiest u wie u bent. Niemand controleert het en er is geen wachtwoord.
sign-in-who = Wie bent u, en voor welke onderneming?
role-access-manager = Toegangsbeheerder
role-co-access-manager = Co-toegangsbeheerder
sign-in-nobody = Er is nog niemand geregistreerd.
sign-in = Aanmelden
sign-in-another = U meldt zich aan voor één onderneming. Voor een andere meldt u zich opnieuw aan.
role-none = Mag raadplegen
role-colleague = Werkt aan een dossier
party-integration = Integratieteam
party-nsso = Rijksdienst voor Sociale Zekerheid
sign-in-late = De keuze van een onderneming duurde te lang of was al gemaakt. Meld u opnieuw aan.
sign-in-out = U bent afgemeld.
sign-in-out-everywhere = U bent overal afgemeld: al uw sessies zijn beëindigd.
sign-in-name = Gebruikersnaam
sign-in-password = Wachtwoord
sign-in-code = Code
sign-in-code-hint = De zes cijfers die uw authenticatie-app nu toont. Zonder de app: een van uw herstelcodes.
sign-in-wrong = Gebruikersnaam, wachtwoord of code is niet juist.
sign-in-wrong-more = Controleer alle drie. Een code wordt één keer aanvaard: wacht tot de app de volgende toont.
sign-in-paused = Te veel pogingen. Probeer het opnieuw na { $until }.
sign-in-paused-more = Tot dan wordt niets bekeken, ook niet wat juist is. Hebt u het niet zelf geprobeerd, meld dat dan aan uw operator.
sign-in-lost = Wachtwoord, app of herstelcodes kwijt? Vraag de operator van deze e-Box een nieuwe code om opnieuw te beginnen.
sign-in-provider-lead = U toont wie u bent bij de identiteitsprovider van uw organisatie en komt daarna hier terug.
sign-in-provider = Aanmelden met uw identiteitsprovider
enterprise-title = Kies een onderneming
enterprise-lead = U bent { $person }. U kunt voor meer dan één onderneming handelen.
enterprise-which = Voor welke onderneming meldt u zich nu aan?
enterprise-choose = Verder
sessions-title = Waar u aangemeld bent
sessions-lead = { $count ->
    [one] U hebt één sessie die niet beëindigd is.
   *[other] U hebt { $count } sessies die niet beëindigd zijn.
}
sessions-when = sinds { $began }, laatst gebruikt { $used }
sessions-everywhere-means = Ergens vergeten af te melden, of is een sessie niet van u? Meld u overal af: elke sessie eindigt meteen, ook deze.
sessions-everywhere = Overal afmelden
sessions-other = Aanmelden voor een andere onderneming
