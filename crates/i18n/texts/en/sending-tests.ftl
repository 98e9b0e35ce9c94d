## The certificate of an environment

subject-lead = Each environment has a certificate of its own. Check the request for it before you order: a certificate costs money and days.
subject-title = Subject for { $environment }
subject-means = The certificate has to say exactly this. It comes from an official issuer and is not one for public web sites.
subject-city = the city, not abbreviated
subject-region = the region, not abbreviated
subject-others = A certificate names one application. Your others:
subject-command = This makes a private key and a request for the certificate; fill in city and region:
check-title = Check a request
check-means = As often as you like. Nothing is kept, and nothing moves on.
check-file = Request for a certificate (CSR)
check-do = Check the request
deliver-title = Deliver the certificate
deliver-file = Certificate
deliver-do = Deliver the certificate
certificate-not-now = No certificate is asked for now.
delivered-title = Certificates that are there
delivered-environment = Environment
found-request-fine = This request fits: you can order the certificate with it.
found-request-wrong = This request does not fit. Make another one before you order.
found-certificate-wrong = This certificate does not fit, and was not taken.
found-warning = Accepted, but:
certificate-unreadable-request = This file is no request for a certificate. Choose the CSR, as PEM or DER.
certificate-self-signed = It is signed with its own key. Order one from an official issuer.
certificate-expires-soon = It ends soon. Order the next one now.
certificate-abbreviated = City and region have to be written in full.
certificate-unusual-key = The key is not RSA, which others of the federation may not take.
done-certificate = The certificate fits and was delivered.

## Tests as evidence

tests-lead = Each case is shown by a call that your client really made in this environment. Nobody ticks it by hand.
tests-lead-provider = Each case is shown by a call that the desk makes to your registry when this page is loaded. Nobody ticks it by hand.
tests-away = This environment does not say now what happened there. Try again later.
tests-settled = { $settled } of { $all } cases are shown or excused.
tests-not-yet = When all of them are, you can ask for “go”. Load this page again after a call.
tests-ask = Ask for “go” with these tests
case-is-shown = shown
case-is-excused = excused
case-is-missing = missing
proof-at = Time of the call
proof-status = Answer
proof-message = Message
excuse-give = Say why it need not be shown
excuse-change = Change the excuse, or take it back
excuse-why = Why need it not be shown?
excuse-hint = Those who decide on “go” read it. Left empty, the excuse is taken back.
excuse-save = Save
done-go-asked = The tests were shown, and “go” was asked for.
done-excused = The case is excused.
done-unexcused = The excuse was taken back.

## How to show each case

how-type = Publish a message with messageTypeId { $id }.
how-one-document = Publish with exactly one file, which is the main content.
how-digest-right = Publish a file with its digest: digestMethod sha_256, and digestValue the SHA-256 in base64url.
how-body-only = Publish without files: "attachments": [], bodyContent and "isBodyMainContent": true.
how-six-files = Publish with six files, upfile1 to upfile6, one of which is the main content.
how-annex-beside-body = Publish with "isBodyMainContent": true, and a file whose isMainContent is false.
how-business-data = Publish with a businessDataList that has a key of the message type.
how-same-key-twice = Send the same publication twice with the same Idempotency-Key: the second answer is 409 with the first message.
how-never-opened = Publish to a recipient that never opened its e-Box: the answer is 201 with the code NO_DIGITAL_USER.
how-citizen-pdf = Publish to a citizen ("eboxType": "citizen" and ssin), with PDF files only.
how-check = The portal calls your registry when this page is loaded: make it answer as the contract says.
how-refused-recipient = Publish to an enterprise that does not exist in this environment, and read the refusal.
how-refused-configuration = Publish with a messageTypeId that is not yours, and read the refusal.
how-refused-sender = Publish with a sender that names another enterprise, and read the refusal.
how-refused-digest = Publish with a digest of another file, and read the refusal.
how-refused-languages = Publish with a subject in two languages, and read the refusal.
how-refused-no-main-content = Publish with isMainContent false on every attachment, and read the refusal.
how-refused-several-main-contents = Publish with isMainContent true on two attachments, and read the refusal.
how-refused-media-type = Publish a file with type=application/x-msdownload, and read the refusal.
how-refused-count = Publish with a file more than there are attachments, and read the refusal.
how-refused-part = Publish with an httpPartName that no file has, and read the refusal.
how-refused-part-headers = Publish a file part without Content-Type or file name, and read the refusal.
how-refused-schema = Publish with a member that no message has, and read the refusal.
how-refused-business-data-key = Publish with a business data key that the message type does not have, and read the refusal.

## Examples to copy

examples-lead = Made for your applications and message types. They run as they are, with the private key that you made for this environment.
examples-away = This environment does not say now where its registry is or whom you can send to: fill in what is in capitals.
examples-real = In production every message is an official letter to somebody real. Nobody is proposed here: fill in the number of the recipient to whom you have to send.
examples-client = Your client
examples-registry = Message registry (v3)
examples-profile = Begin with this in a shell. The token holds for a few minutes.
examples-recipients = Whom you can send to
examples-name = Name
examples-number = Number
examples-opened = e-Box
examples-citizen = (citizen)
examples-enterprise = (enterprise)
examples-has-opened = in use
examples-never-opened = never opened
examples-publish = Publish
examples-publish-means = One message of each of your types. The answer 201 names the message; the page with the tests shows it.
