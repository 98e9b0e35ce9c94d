## Waar iemand per e-mail verwittigd wordt

contact-title = Uw e-mail
contact-lead = Wanneer hier iets op u wacht, krijgt u een e-mail. Dit geldt voor u als persoon, voor welke onderneming u ook optreedt.
contact-address = E-mailadres
contact-address-hint = Laat dit leeg als u geen e-mails wilt.
contact-address-unusable = Dit is geen bruikbaar e-mailadres. Het ziet eruit als naam@domein.example.
contact-language = Taal van de e-mails
contact-language-missing = Kies een van de talen.
contact-keep = Bewaren
contact-kept = Bewaard. Voortaan krijgt u e-mails op dit adres.
contact-removed = Bewaard. U krijgt geen e-mails.
