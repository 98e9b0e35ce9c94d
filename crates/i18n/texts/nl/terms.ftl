## De gebruiksvoorwaarden voor Document Consumers

terms-title = Gebruiksvoorwaarden voor Document Consumers
terms-version = Versie { $version }
terms-1-title = 1. Waarover het gaat
terms-1 = Een Document Consumer is een onderneming die haar e-Box met eigen software raadpleegt, via een webservice, naast of in plaats van deze site. Deze voorwaarden gelden voor de onderneming als geheel en voor iedereen die voor haar handelt.
terms-2-title = 2. Aanvaarding
terms-2 = Alleen een toegangsbeheerder of co-toegangsbeheerder aanvaardt deze voorwaarden, namens de onderneming. De aanvaarding wordt vastgelegd met de persoon, het tijdstip en deze versie. Ze kan niet worden ingetrokken: Document Consumer worden kan niet ongedaan worden gemaakt.
terms-3-title = 3. Rechtsgevolg
terms-3 = Berichten van de e-Box hebben hetzelfde rechtsgevolg als post op papier en kunnen de waarde van een aangetekende zending hebben. Een bericht geldt als gelezen zodra het hoofddocument wordt opgehaald, ook wanneer software dat doet zonder dat iemand kijkt. Termijnen kunnen dan beginnen te lopen. De onderneming beslist wat haar software ophaalt en zorgt ervoor dat mensen het op tijd zien.
terms-4-title = 4. Toegang
terms-4 = De software ondertekent met de sleutel van het certificaat van de onderneming. Wie die sleutel heeft, heeft toegang tot elk bericht in elke partitie. De onderneming houdt hem geheim, geeft hem aan niemand anders en laat het account meteen uitschakelen wanneer hij verloren kan zijn. Alles wat met het account gebeurt, geldt als gedaan door de onderneming.
terms-5-title = 5. Berichten bewaren
terms-5 = Berichten verdwijnen uit de e-Box wanneer ze vervallen, ook voor Document Consumers. De onderneming bewaart zelf kopieën, beschermt ze en eerbiedigt de regels over persoonsgegevens.
terms-6-title = 6. Behoorlijk gebruik
terms-6 = De software bevraagt elke aanbieder binnen diens grenzen, eerbiedigt aangekondigd onderhoud en belast de diensten niet zonder noodzaak. Een aanbieder mag oproepen weigeren van software die zijn dienst in gevaar brengt, waar mogelijk na een waarschuwing.
terms-7-title = 7. Wanneer iets faalt
terms-7 = Deze site blijft beschikbaar. Wanneer de software, het certificaat of de verbinding faalt, raadpleegt de onderneming haar e-Box hier. Het falen van eigen software is geen grond om een bericht niet ontvangen te hebben.
terms-accept = Gebruiksvoorwaarden aanvaarden
terms-confirm = Ik heb de voorwaarden tot het einde gelezen en aanvaard ze namens { $enterprise }. Ik weet dat dit niet ongedaan kan worden gemaakt.
terms-scroll = Scroll eerst naar het einde van de voorwaarden.
terms-unconfirmed = Vink aan dat u de voorwaarden gelezen hebt en aanvaardt. Er is niets gewijzigd.
terms-accepted = Uw onderneming heeft de gebruiksvoorwaarden aanvaard.
