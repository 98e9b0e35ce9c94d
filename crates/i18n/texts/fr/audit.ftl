## Qui a fait quoi

audit-lead = Chaque document ouvert dans votre e-Box : par qui et quand. Les personnes liées à l'e-Box figurent avec leur nom.
audit-kept-at = Tenu par :
audit-nowhere = Les messages sont conservés ailleurs : rien n'est enregistré ici sur qui les ouvre.
audit-days = Choisir les jours
audit-from = À partir du
audit-until = Jusqu'au
audit-show = Afficher
audit-no-day = Indiquez un jour qui existe, comme 2026-03-31.
audit-backwards = Le premier jour est après le dernier.
audit-none = Rien n'a été ouvert pendant cette période
audit-file = Télécharger en CSV
audit-file-means = Les { $most } plus récents au plus.
audit-when = Quand
audit-who = Qui
audit-what = Quoi
audit-message = Message
audit-document = Document
audit-text = Texte du message
audit-gone = Message qui n'est plus là ou ne peut pas être affiché :
audit-somebody = Une personne qui n'est pas connue ici
audit-own-software = Votre propre logiciel ({ $client })
audit-other = { $enterprise }, avec un mandat de votre part
audit-newest = Les plus récents
audit-older = Plus anciens
