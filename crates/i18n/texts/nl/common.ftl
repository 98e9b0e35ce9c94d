## Around every page

skip-to-content = Naar de inhoud
rehearsal = Oefening.
rehearsal-means = Dit is geen echte e-Box: alles is verzonnen en niets heeft gevolgen.
environment-means = Testomgeving { $environment }: dit is geen echte e-Box.
language-switch = Taal
navigation = Onderdelen
part-messages = Berichten
part-manage = Beheer e-Box
sign-out = Afmelden
footer = e-Box Enterprise: de elektronische brievenbus van uw onderneming.
to-the-start = Naar het begin
download = Downloaden
