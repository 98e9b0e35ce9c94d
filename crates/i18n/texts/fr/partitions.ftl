## Partitions

partitions-lead = Une partition est une partie de l'e-Box que vous montrez à certaines personnes. La partition générale existe toujours ; ce qu'aucune règle ne place ailleurs y arrive.
partition-new = Nouvelle partition
partition-new-lead = Une nouvelle partition est vide et personne n'y a encore de droit distinct.
partition-create = Créer la partition
partition-name = Nom
partition-name-nl = Nom en néerlandais
partition-name-fr = Nom en français
partition-name-de = Nom en allemand
partition-name-en = Nom en anglais
partition-name-missing = Donnez un nom à la partition dans une langue au moins.
partition-name-unusable = Donnez un nom de { $most } caractères au plus, sans retour à la ligne.
partition-id = Identifiant
partition-id-hint = Pour les programmes : lettres, chiffres, trait d'union et trait de soulignement. Il ne change plus.
partition-id-unusable = Utilisez 1 à { $most } lettres, chiffres, traits d'union ou traits de soulignement, sans espaces.
partition-id-taken = L'e-Box a déjà une partition avec cet identifiant. Choisissez-en un autre.
partition-id-general = GENERAL existe dans chaque e-Box. Choisissez un autre identifiant.
partition-too-many = Cette e-Box a le nombre maximal de partitions. Supprimez-en une d'abord.
partition-people = Personnes
partition-rules = Règles
partition-fixed = Toujours présente
partition-closed = En cours de suppression
partition-one-lead = Identifiant : { $id }
partition-rename = Enregistrer les noms
partition-delete = Supprimer la partition
partition-delete-title = Supprimer la partition { $name } ?
partition-delete-means = Seule une partition vide peut être supprimée. Chaque fournisseur est interrogé. Les droits sur la partition disparaissent avec elle.
partition-has-rules = { $count ->
    [one] La partition n'est pas supprimée : { $count } règle de répartition y mène. Supprimez d'abord cette règle.
   *[other] La partition n'est pas supprimée : { $count } règles de répartition y mènent. Supprimez d'abord ces règles.
}
partition-to-rules = Vers les règles de répartition
partition-to-messages = Les messages de cette partition
partition-has-messages = La partition n'est pas supprimée : elle contient encore des messages. Déplacez-les d'abord vers une autre partition.
partition-unknown = La partition n'est pas supprimée : un fournisseur ne dit pas si elle est vide. Réessayez plus tard.
