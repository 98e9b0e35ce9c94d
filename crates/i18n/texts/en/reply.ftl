

## Answering a message

reply-title = Reply to a message
reply-to = Reply to:
reply-language = Language of your reply
reply-language-hint = Subject and text are in the same language.
reply-subject = Subject
reply-body = Text
reply-files = Documents
reply-files-hint = At most { $count } documents of at most { $size } each. Allowed: { $kinds }.
reply-executes = This executes the action:
reply-means = A reply that was sent can neither be changed nor taken back.
reply-send = Send reply

## What keeps it from being sent

reply-not-sent = Your reply was not sent yet.
reply-no-subject = Enter a subject.
reply-long-subject = The subject has { $count } characters. Shorten it to at most { $most }.
reply-long-body = The text has { $count } characters. Shorten it to at most { $most }, or add a document.
reply-empty = Write a text or add a document.
reply-too-many = You chose { $count } documents. At most { $most } can go along; put them into a ZIP.
reply-too-large = ‘{ $name }’ is too large. A document has at most { $size }.
reply-name = The name of ‘{ $name }’ is too long: 255 characters at most. Give the file a shorter name.
reply-kind = ‘{ $name }’ is of a kind that is not allowed. Save it as a PDF, for example.
reply-empty-file = ‘{ $name }’ is empty. Choose another document.
reply-files-again = If you chose documents, choose them again: a browser does not remember them.

## Why a provider does not take it

refused-not-allowed = The sender takes no reply to this message, or no longer. Get in touch with the sender in another way.
refused-gone = The message is not there any more: its time is over. It can no longer be answered.
refused-sent-before = Another reply was sent from this form already. Look at it among the sent messages. If you send again, a second reply goes out.
refused-too-large = With its documents, the reply is too large for this service. Send fewer or smaller documents.
refused-too-many = There are more documents than this service takes. Send fewer, or put them into a ZIP.
refused-too-long = The subject or the text is too long for this service. Shorten it, or add the text as a document.
refused-empty = Something is missing: enter a subject, and write a text or add a document that is not empty.
refused-language = The service takes no reply in this language. Choose another language.
refused-kind = A document is of a kind that this service does not take, or its name is not possible. Save it as a PDF, for example, with a short name.
refused-characters = The subject or the text has characters that cannot be sent. Type the text again instead of pasting it.
refused-no-action = This message asks for no action any more. Clear the box that executes the action.
refused-other = The service does not take this reply as it is. Try it in another form, or ask the service’s helpdesk.
refused-told = For a technician, in the service’s own words:
