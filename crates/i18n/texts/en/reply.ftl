

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
reply-kind = ‘{ $name }’ is of a kind that is not allowed. Save it as a PDF, for example.
reply-empty-file = ‘{ $name }’ is empty. Choose another document.
reply-files-again = If you chose documents, choose them again: a browser does not remember them.
