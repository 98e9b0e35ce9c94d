## Becoming a sender: the dossiers of an institution

part-sending = Send
sending-title = Become a sender
sending-lead = From the first request to production: what is to be done, by whom, and what has been done.
sending-none = There is no dossier yet.
sending-new = A new dossier
sending-new-sender = Become a Document Sender
sending-new-sender-means = Your applications publish documents to enterprises or citizens, through a Document Provider.
sending-new-further = Add message types
sending-new-further-means = You send already, and want further message types: the short way, without request and certificate.
sending-new-provider = Become a Document Provider
sending-new-provider-means = You keep messages in a registry of your own, which every consumer of the federation reads.
sending-managers = Only an access manager of your enterprise opens a dossier, and invites colleagues to it.
glance-title = At a glance
glance-kind = Kind
glance-place = Where it is
glance-since = Since
glance-since-when = since { $date }
glance-next = Next
glance-you = It is your turn

## The way of a dossier

way-stage = Stage { $number }:
way-done = done
way-now = now
way-left-out = not needed
way-to-come = to come
now-initial-request = Describe what you want to send, and submit the request.
now-agreement = The integration team reads the request.
now-agreement-asked = The NSSO decides whether it agrees in principle.
now-kick-off = Do you want a kick-off meeting? Say that it took place, or leave it out.
now-formal-request = Fill in the form, and submit it.
now-validation = The integration team validates the form technically.
now-validation-formal = The NSSO validates the form.
now-certificate = Order the certificate for this environment and deliver it. Check the request for it before you order.
now-configuration = The integration team configures the environment.
now-configuring = The environment is being configured. Where it is reached by file only, the integration team confirms that it is done.
now-undoing = The configuration is being taken back.
now-tests = Try everything in this environment, then show the tests and ask for “go”.
now-go = The integration team looks at the tests.
now-go-confirmed = The NSSO decides on “go”.
now-entry = The entry in the provider registry is being made. Where the environment is reached by file only, the integration team confirms that it is done.
now-live = Everything is ready: this institution is live.
now-closing = What was configured is being taken back.
now-declined = The NSSO declined. The reason stands in the history.
now-withdrawn = Your institution withdrew.

## A dossier: what is to be done

sending-now = Now
sending-trouble = It could not be done yet; it is tried again by itself. What was said:
sending-refused = The environment refused the configuration. The integration team decides what follows. What was said:
sending-write-request = Write the request
sending-write-form = Fill in the form
sending-kick-off-note = What was agreed at the meeting
sending-kick-off-held = The meeting took place
sending-kick-off-skip = No meeting is needed
sending-withdraw = Withdraw
sending-withdraw-why = Why do you withdraw?
sending-withdraw-title = Withdraw: { $number }
sending-withdraw-means = The dossier ends for good, and what is configured for it is taken back in every environment. You can open a new one at any time.
sent-back = It was sent back, with these reasons:
history-title = History
talk-title = Conversation
talk-none = Nobody said anything yet.
talk-question = Question
talk-question-open = Question, not answered yet
talk-answers = Answer to this question
talk-answer = Answer
talk-your-answer = Your answer
talk-answer-send = Send the answer
talk-text = What do you want to say?
talk-files = Files
talk-files-hint = At most { $count } files, of at most { $size } each.
talk-is-question = This is a question that has to be answered.
talk-send = Say it
colleagues-title = Colleagues
colleagues-means = The access managers of your enterprise see this dossier, and whoever you invite.
colleagues-number = National register number
colleagues-invite = Invite
colleagues-end = End
sending-certificate = Certificate
sending-tests = Tests
sending-examples = Examples
sending-tests-of = Tests in { $environment }
sending-examples-of = Examples for { $environment }

## What was done, or why not

done-opened = The dossier is open.
done-submitted = It was submitted.
done-decided = That is noted.
done-withdrawn = Your institution withdrew.
done-said = It was said.
done-invited = The colleague takes part from now on.
done-uninvited = The colleague no longer takes part.
done-saved = It was saved.
not-done-meanwhile = The dossier has moved on meanwhile, so that this was not done. Here is how it is now.
not-done-incomplete = The form is not complete: see what is missing.
not-done-questions = Questions are open: answer them first.
not-done-no-reason = A reason of at most 2000 characters is needed.
not-done-no-words = Write something, in at most 4000 characters.
not-done-too-much = These are too many files, one is too large, or its name has more than 255 characters. Nothing was said yet.
not-done-no-question = Somebody answered this question meanwhile. Read that answer; you can say what you wrote as well.
not-done-certificate = The certificate does not fit.
not-done-untested = Cases are neither shown nor excused.
not-done-no-person = This is no national register number.
not-done-unknown-person = Nobody is registered here under this number.
not-done-not-live = Your institution is not live as a sender yet: begin with a dossier for that.
not-done-too-many = Your institution has too many open dossiers. Finish or withdraw one first.
not-done-environment = The environment did not answer. Nothing was changed; try again later.
