## Voorkeuren

preferences-told = Adres voor meldingen
preferences-told-means = Het adres van wie de berichten opvolgt, bijvoorbeeld dat van een dienst. Het is bestemd voor de melding dat er een bericht is; de inhoud van berichten hoort daar nooit bij.
address = E-mailadres
address-hint = Leeg betekent: geen meldingen.
address-unusable = Vul een e-mailadres in, zoals naam@onderneming.be.
address-keep = Adres opslaan
preferences-channel = Uitsluitend digitaal
channel-both = Uw onderneming ontvangt haar post digitaal en op papier.
channel-both-means = Afzenders mogen naast het bericht in de e-Box ook nog een brief sturen.
channel-exclusive = Uw onderneming ontvangt haar post uitsluitend digitaal.
channel-exclusive-means = Afzenders die de e-Box gebruiken, sturen u geen papier meer.
exclusive-choose = Kies uitsluitend digitaal
exclusive-choose-not = Niet langer uitsluitend digitaal
exclusive-title = Post uitsluitend digitaal ontvangen?
exclusive-means-paper = Afzenders die de e-Box gebruiken, sturen uw onderneming dan geen brieven meer, ook geen aangetekende.
exclusive-means-look = Zorg dat iemand de e-Box regelmatig bekijkt: termijnen kunnen lopen, ook als niemand kijkt.
exclusive-means-back = U kunt hier later van terugkomen. Dat geldt dan voor nieuwe post.
exclusive-not-title = Niet langer uitsluitend digitaal?
exclusive-not-means = Afzenders mogen u dan weer brieven sturen. De berichten in de e-Box blijven komen.
outcome-address-kept = Het adres is opgeslagen.
outcome-address-removed = Er is geen adres voor meldingen meer.
outcome-exclusive = Uw onderneming ontvangt haar post voortaan uitsluitend digitaal.
outcome-not-exclusive = Uw onderneming ontvangt haar post niet langer uitsluitend digitaal.
