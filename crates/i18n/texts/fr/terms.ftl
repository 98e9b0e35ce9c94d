## Les conditions d'utilisation pour Document Consumers

terms-title = Conditions d'utilisation pour Document Consumers
terms-version = Version { $version }
terms-1-title = 1. De quoi il s'agit
terms-1 = Un Document Consumer est une entreprise qui consulte son e-Box avec son propre logiciel, par un webservice, à côté ou à la place de ce site. Ces conditions valent pour l'entreprise entière et pour quiconque agit pour elle.
terms-2-title = 2. Acceptation
terms-2 = Seul un gestionnaire d'accès ou un co-gestionnaire d'accès accepte ces conditions, au nom de l'entreprise. L'acceptation est enregistrée avec la personne, le moment et cette version. Elle ne peut être retirée : devenir Document Consumer est irréversible.
terms-3-title = 3. Effet juridique
terms-3 = Les messages de l'e-Box ont le même effet juridique que le courrier sur papier et peuvent avoir valeur d'envoi recommandé. Un message est considéré comme lu dès que son document principal est relevé, même quand un logiciel le fait sans que personne ne regarde. Des délais peuvent alors commencer à courir. L'entreprise décide de ce que son logiciel relève et veille à ce que des personnes le voient à temps.
terms-4-title = 4. Accès
terms-4 = Le logiciel signe avec la clé du certificat de l'entreprise. Qui possède cette clé a accès à tous les messages de toutes les partitions. L'entreprise la garde secrète, ne la donne à personne d'autre et fait désactiver le compte dès qu'elle pourrait être perdue. Tout ce qui est fait avec le compte est réputé fait par l'entreprise.
terms-5-title = 5. Conservation des messages
terms-5 = Les messages disparaissent de l'e-Box à leur expiration, aussi pour les Document Consumers. L'entreprise conserve ses propres copies, les protège et respecte les règles sur les données à caractère personnel.
terms-6-title = 6. Bon usage
terms-6 = Le logiciel interroge chaque fournisseur dans ses limites, respecte les maintenances annoncées et ne charge pas les services sans nécessité. Un fournisseur peut refuser les appels d'un logiciel qui met son service en danger, après un avertissement là où c'est possible.
terms-7-title = 7. En cas de panne
terms-7 = Ce site reste disponible. Quand le logiciel, le certificat ou la connexion fait défaut, l'entreprise consulte son e-Box ici. La panne de son propre logiciel n'est pas un motif pour ne pas avoir reçu un message.
terms-accept = Accepter les conditions d'utilisation
terms-confirm = J'ai lu les conditions jusqu'à la fin et je les accepte au nom de { $enterprise }. Je sais que c'est irréversible.
terms-scroll = Faites d'abord défiler les conditions jusqu'à la fin.
terms-unconfirmed = Cochez que vous avez lu les conditions et que vous les acceptez. Rien n'a été modifié.
terms-accepted = Votre entreprise a accepté les conditions d'utilisation.
