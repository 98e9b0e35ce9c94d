## The list of messages

messages-title = Messages
messages-total = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
messages-none = No messages
messages-none-more = New messages appear here as soon as a sender sends them.

## What is special about a message

mark-unread = Unread
mark-registered = Registered
mark-action = Action required
mark-action-done = Action done
mark-reply = Reply possible
mark-attachments = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
received = Received

## Providers whose messages are not there

absent-maintenance = The messages of { $provider } are missing: maintenance until { $until }.
absent-late = The messages of { $provider } are missing: there was no answer in time. Load the page again later.
absent-down = The messages of { $provider } are missing: the service cannot be reached. Load the page again later.
absent-not-offered = The messages of { $provider } are missing: this service cannot filter in this way.
absent-refused = The messages of { $provider } are missing: the service refused to answer.
absent-unreadable = { $count ->
    [one] { $count } message cannot be read and is missing.
   *[other] { $count } messages cannot be read and are missing.
}

## Where in the list

sent-title = Sent messages
sent-none-more = Replies that your enterprise sends appear here.
mail-to = To: { $name }
boxes = Received or sent
box-received = Received
box-sent = Sent
messages-until = Messages of { $moment } and older
messages-none-found = No message matches these filters.
pages = Pages
page-newest = Newest messages
page-newer = Newer messages
page-older = Older messages

## Numbers that lead to what they count

tiles = What needs attention
tile-unread = { $count ->
    [one] unread message
   *[other] unread messages
}
tile-action = { $count ->
    [one] action required
   *[other] actions required
}
tile-expires = { $count ->
    [one] disappears soon
   *[other] disappear soon
}
tile-registered = { $count ->
    [one] registered message
   *[other] registered messages
}

## Filters

filters = Search and filter messages
filter-search = Search in subject, sender and type
filter-search-language = Language of the text
filter-go = Search
filters-more = Filters
filter-from = Received from
filter-until = Received until
filter-sent-from = Sent from
filter-sent-until = Sent until
filter-sender = Sender
filter-partition = Partition
filter-status = Read or unread
filter-read = Read
filter-show = Hidden messages
filter-show-visible = Do not show
filter-show-hidden = Only hidden messages
filter-show-all = Show as well
filter-any = All
filter-only = Only messages
filter-registered = that are registered
filter-action = that ask for an action
filter-expires = that disappear soon
filter-apply = Apply filters
filter-clear = Clear filters
wrong-date = ‘{ $field }’ is no date. Write a day like 2026-03-31.
wrong-order = The last day is before the first. Swap them.
wrong-search = The text to search for is too long. Use at most { $count } characters.

## More marks and logos

mark-opened = Opened by the recipient
mark-hidden = Hidden
mark-action-due = Action required by { $date }
mark-expires = Disappears on { $date }
logo-of = Logo of { $name }

## Selected messages

selection = With the selected messages
select = Select: { $subject }
select-all = Select all
selected-title = Not everything was done
selected-unchanged = { $count ->
    [one] { $count } message of { $provider } was not changed.
   *[other] { $count } messages of { $provider } were not changed.
}
selected-not-offered = This service does not offer it.
selected-no-partition = This partition is not there; somebody may have deleted it meanwhile. Load the list again and choose another one.
selected-try-again = One of them may be gone, or the service does not answer. Load the list again and try once more.
selected-changed = { $count ->
    [one] { $count } other message was changed.
   *[other] { $count } other messages were changed.
}
tiles-partial = Without the messages that are missing.
