## Routing rules and suggestions

rules-lead = For each new message the rules are looked at in this order. The first that fits decides the partition.
rules-none = There are no rules yet
rules-none-more = Without a rule every message goes to the general partition.
rules-otherwise = When no rule fits, the message goes to the general partition.
rule-new = New rule
rule-new-lead = Fill in at least one of the three criteria. All that you fill in must hold.
rule-hint = Choose from the list or fill in an identifier.
rule-organization = Sender
rule-application = Application of the sender
rule-target = To partition
rule-target-missing = Choose a partition.
rule-target-gone = This partition is no longer there. Choose another one.
rule-place = Place
rule-place-hint = You can still move the rule later.
rule-place-last = After all other rules
rule-place-first = Before all other rules
rule-id-unusable = This is no identifier. Choose from the list or take it over from a message.
rule-number-unusable = Fill in the enterprise number of the sender: ten digits.
rule-nothing-wanted = Fill in at least one criterion: a rule for everything makes no sense.
rule-too-many = This e-Box has the highest number of rules. Delete one first.
rule-add = Add the rule
rule-try = Try it first
rule-try-there = Try on the messages that are there
rule-goes-to = Goes to
rule-line = { $wanted }: to { $partition }
rule-up = Move up
rule-down = Move down
rule-delete = Delete
rule-delete-title = Delete this rule?
rule-delete-means = New messages then go where the next fitting rule sends them. Messages that are there stay where they are.

## A rule on the messages that are there

trial-title = Try a rule
trial-total = { $count ->
    [0] No message that is there would have gone there.
    [one] { $count } message that is there would have gone there.
   *[other] { $count } messages that are there would have gone there.
}
trial-count = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
trial-newest = The newest of them
trial-subject = Subject
trial-sender = Sender
trial-received = Received
trial-lies-in = Lies in
trial-move-means = You can move these messages as well. Whoever may see { $partition } then sees them; whoever may not no longer does. Nothing is marked read by it.
trial-move = { $count ->
    [one] Move { $count } message
   *[other] Move { $count } messages
}
trial-leave = Leave them where they are
trial-back = Back to the rules
trial-not-added = The rule is not added yet. Once added it holds for new messages at once; those that are there you can move afterwards.
moved-title = Moving messages
moved-total = { $count ->
    [one] { $count } message was moved to { $partition }.
   *[other] { $count } messages were moved to { $partition }.
}
moved-count = Moved: { $count }.
moved-left = Still to be moved: { $count }.
moved-stopped = Then the service stopped.
moved-again = Move the rest

## What senders suggest

suggestions-lead = A sender knows which of its messages belong together; you know where. A suggestion that you accept becomes a routing rule.
suggestions-none = There are no open suggestions
suggestion-of = Suggestion of { $sender }
suggestion-made = Made on { $date }
suggestion-accept = Accept
suggestion-decline = Decline

## What was done just now, or why it was not

outcome-rule-added = The rule is added and holds for new messages at once.
outcome-rule-moved = The rule is moved.
outcome-rule-deleted = The rule is deleted.
outcome-declined = The suggestion is declined and not shown any more.
outcome-not-accepted = The suggestion could not become a rule: the partition is no longer there, or there are too many rules. Nothing was changed.
