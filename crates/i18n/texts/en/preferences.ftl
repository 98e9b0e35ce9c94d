## Preferences

preferences-told = Address for notifications
preferences-told-means = The address of whoever looks after the messages, such as a department. It is meant for the word that there is a message; the content of messages is never part of that.
address = E-mail address
address-hint = Empty means: no notifications.
address-unusable = Fill in an e-mail address, such as name@enterprise.be.
address-keep = Save the address
preferences-channel = Exclusively digital
channel-both = Your enterprise gets its mail digitally and on paper.
channel-both-means = Senders may still post a letter besides the message in the e-Box.
channel-exclusive = Your enterprise gets its mail exclusively digitally.
channel-exclusive-means = Senders who use the e-Box send you no more paper.
exclusive-choose = Choose exclusively digital
exclusive-choose-not = No longer exclusively digital
exclusive-title = Get mail exclusively digitally?
exclusive-means-paper = Senders who use the e-Box then send your enterprise no more letters, registered ones included.
exclusive-means-look = Make sure that somebody looks into the e-Box regularly: terms may run even when nobody looks.
exclusive-means-back = You can go back on this later. That then holds for new mail.
exclusive-not-title = No longer exclusively digital?
exclusive-not-means = Senders may then post letters to you again. The messages in the e-Box keep coming.
outcome-address-kept = The address is saved.
outcome-address-removed = There is no address for notifications any more.
outcome-exclusive = From now on your enterprise gets its mail exclusively digitally.
outcome-not-exclusive = Your enterprise no longer gets its mail exclusively digitally.
