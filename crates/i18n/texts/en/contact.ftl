## Where a person is told by e-mail

contact-title = Your e-mail
contact-lead = When something waits for you here, you are told by e-mail. This holds for you, whichever enterprise you act for.
contact-address = E-mail address
contact-address-hint = Leave it empty and you get no e-mails.
contact-address-unusable = This is no usable e-mail address. It looks like name@domain.example.
contact-language = Language of the e-mails
contact-language-missing = Choose one of the languages.
contact-keep = Save
contact-kept = Saved. From now on you are told at this address.
contact-removed = Saved. You get no e-mails.
