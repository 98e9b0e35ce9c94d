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
