## One message

back-to-messages = All messages
back-to-message = Back to the message
open-title = This message has not been opened yet
open-means = Whoever opens the main document does so in the name of the enterprise. The message then counts as read, reminders stop, and terms may begin to run. This cannot be undone.
open-means-registered = This message has the value of registered mail.
open = Open and read
body = Message
attachments = { $count ->
    [one] Document
   *[other] Documents ({ $count })
}
main-document = Main document
signed = with a signature
details = Details
expires = Disappears on
message-type = Type
application = Application
provider = Kept by
attention = For the attention of
text-is-cut = Only the beginning is shown. Download the file to read all of it.

## What can be done with a message

reply = Reply
zip = Download as ZIP
hide = Hide
hide-hint = Hiding deletes nothing: the message is kept and you can show it again.
show = Show again
print = Print
move = Move
move-to = Move to partition
action-title = This message asks for an action
action-done-title = The action is done
action-go = Go to the service where this is done
action-due = To be done by { $date }
action-means = Confirm only once it is done. The sender then sees that the action was executed and reminds you no more. This cannot be undone.
action-execute = Confirm: it is done
action-executed = Executed on { $moment }

## What was done just now

done-hidden = Hidden. The filters find hidden messages again.
done-shown = Visible again.
done-moved = Moved.
done-executed = The action is noted as executed.
done-replied = Your reply was sent.
done-nothing = No message was selected. Tick one or more messages first.

## A message as a ZIP

back = Back
zip-title = Download as ZIP
zip-closed = { $count ->
    [one] { $count } of { $all } messages has not been opened yet:
   *[other] { $count } of { $all } messages have not been opened yet:
}
zip-open-title = With the main document
zip-open = Open and download
zip-leave = Download without the main document
zip-without-main = The main document is not included: the message had not been opened yet.
zip-description-name = message
