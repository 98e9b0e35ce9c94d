## Partitions

partitions-lead = A partition is a part of the e-Box that you show to certain people. The general partition is always there; what no rule sends elsewhere goes there.
partition-new = New partition
partition-new-lead = A new partition is empty, and nobody has a right of their own on it yet.
partition-create = Create the partition
partition-name = Name
partition-name-nl = Name in Dutch
partition-name-fr = Name in French
partition-name-de = Name in German
partition-name-en = Name in English
partition-name-missing = Name the partition in at least one language.
partition-name-unusable = Give a name of at most { $most } characters, without line breaks.
partition-id = Identifier
partition-id-hint = For programs: letters, digits, hyphen and underscore. It stays as it is.
partition-id-unusable = Use 1 to { $most } letters, digits, hyphens or underscores, without spaces.
partition-id-taken = The e-Box has a partition with this identifier already. Choose another one.
partition-id-general = GENERAL is in every e-Box. Choose another identifier.
partition-too-many = This e-Box has the highest number of partitions. Delete one first.
partition-people = People
partition-rules = Rules
partition-fixed = Always there
partition-closed = Being deleted
partition-one-lead = Identifier: { $id }
partition-rename = Save the names
partition-delete = Delete the partition
partition-delete-title = Delete the partition { $name }?
partition-delete-means = Only an empty partition can go. Every provider is asked. The rights on the partition go with it.
partition-has-rules = { $count ->
    [one] The partition is not deleted: { $count } routing rule leads to it. Delete that rule first.
   *[other] The partition is not deleted: { $count } routing rules lead to it. Delete those rules first.
}
partition-to-rules = To the routing rules
partition-to-messages = The messages in this partition
partition-has-messages = The partition is not deleted: it still holds messages. Move them to another partition first.
partition-unknown = The partition is not deleted: a provider does not say whether it is empty. Try again later.
