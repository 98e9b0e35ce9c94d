## When there is no page

problem-not-found = Deze pagina is er niet
problem-not-found-more = Het bericht is misschien vervallen of verplaatst, of u mag het niet zien. Controleer het adres of begin opnieuw.
problem-not-allowed = Dit is voor toegangsbeheerders
problem-not-allowed-more = Alleen een toegangsbeheerder of co-toegangsbeheerder van de onderneming mag dit zien of doen. Er is niets gewijzigd.
problem-stale-form = Dit formulier is niet meer geldig
problem-stale-form-more = Het is van voor uw laatste aanmelding of komt niet van deze site. Er is niets gewijzigd. Open de pagina opnieuw en probeer het nog eens.
problem-unreadable-form = Dit formulier kan niet worden gelezen
problem-unreadable-form-more = Er ontbreekt iets of het is te groot. Er is niets gewijzigd. Ga terug en probeer het opnieuw.
problem-registry = De dienst die dit bericht bewaart, antwoordt niet
problem-registry-more = { $provider } gaf geen bruikbaar antwoord. Uw berichten zijn niet verloren. Probeer het over enkele minuten opnieuw.
problem-failed = Er ging iets mis
problem-failed-more = Dat ligt aan ons, niet aan u. Probeer het over enkele minuten opnieuw.
problem-not-offered = Dit kan bij dit bericht niet
problem-not-offered-more = { $provider } biedt dit niet aan. Er is niets gewijzigd.
problem-ended = Uw sessie is beëindigd
problem-ended-more = Er is niets gewijzigd. Meld u opnieuw aan: u komt terug op de pagina met het formulier en kunt het nog eens invullen.
problem-no-enterprise = Niemand heeft u al toegang gegeven
problem-no-enterprise-more = We weten wie u bent, maar geen enkele onderneming gaf u toegang tot haar e-Box. Vraag dat aan een toegangsbeheerder van uw onderneming en meld u daarna opnieuw aan.
problem-busy = Veel mensen melden zich aan
problem-busy-more = Er was geen plaats voor u. Er is niets mis met wat u intypte. Probeer het over enkele seconden opnieuw.
