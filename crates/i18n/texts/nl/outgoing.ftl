## Uitgaande mail van de oefening

outgoing-title = Uitgaande e-mail
outgoing-lead = De e-mails die verzonden zouden zijn. De laatste staat bovenaan.
outgoing-means = Deze pagina hoort bij de oefening: er vertrekt geen enkele e-mail, en iedereen kan hier meelezen. Na vier dagen verdwijnen de brieven.
outgoing-none = Er is nog aan niemand geschreven.
outgoing-to = Aan { $to }, { $moment }
outgoing-newest = De nieuwste
outgoing-older = Oudere
