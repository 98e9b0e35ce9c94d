## Wie deed wat

audit-lead = Elk document dat in uw e-Box werd geopend: door wie en wanneer. Wie bij de e-Box hoort, staat er met naam.
audit-kept-at = Bijgehouden door:
audit-nowhere = De berichten worden elders bewaard: hier wordt niets bijgehouden over wie ze opent.
audit-days = Dagen kiezen
audit-from = Vanaf
audit-until = Tot en met
audit-show = Tonen
audit-no-day = Vul een dag in die bestaat, zoals 2026-03-31.
audit-backwards = De eerste dag ligt na de laatste.
audit-none = Er werd niets geopend in deze periode
audit-file = Downloaden als CSV
audit-file-means = Hoogstens de { $most } nieuwste.
audit-when = Wanneer
audit-who = Wie
audit-what = Wat
audit-message = Bericht
audit-document = Document
audit-text = Tekst van het bericht
audit-gone = Bericht dat er niet meer is of niet getoond kan worden:
audit-somebody = Een persoon die hier niet bekend is
audit-own-software = Uw eigen software ({ $client })
audit-other = { $enterprise }, met een mandaat van u
audit-newest = De nieuwste
audit-older = Oudere
