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
