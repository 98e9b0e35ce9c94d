## Writing a form

writing-request = Initial request
writing-form = Formal request
writing-request-lead = What you want, in a few words. You can leave this page at any time; a colleague can go on.
writing-form-lead = What is to be configured, exactly. You can leave this page at any time; a colleague can go on.
writing-save = Save
writing-go-on = Save and go on
writing-submit-request = Submit the request
writing-submit-form = Submit the form
writing-remove = Remove
writing-saved = Saved on { $moment } by { $person }.
writing-never-saved = Nothing was saved yet.
writing-not-saved = It could not be saved. Press “Save”.
writing-mistakes = { $count ->
    [one] One field needs to be completed before you can submit:
   *[other] { $count } fields need to be completed before you can submit:
}
writing-remark = Sent back: { $text }
writing-meanwhile-title = A colleague saved this form meanwhile.
writing-meanwhile-means = Below is their version. Here is what differs in yours: choose what you want to take over, then save.
writing-take = Take over mine: { $field }
writing-theirs = Theirs
writing-mine = Yours
writing-meanwhile = A colleague saved this form meanwhile. Press “Save”: nothing of yours is lost.
writing-moved-on = This form was submitted meanwhile and cannot be changed now. Press “Save” to see what you wrote.
writing-too-much = This is more than the form can hold. Shorten it, or take out an entry.
answers-lead = This form cannot be changed now: it can be only when it is sent back.
answers-not-saved = What you wrote could not be saved any more, because the form was submitted meanwhile. Copy what you still need:
answer-none = No answer
field-missing = Fill this in.
field-too-long = At most { $most } characters.
field-no-number = A whole number from { $least } to { $most }.
field-no-choice = Choose one of the list.
field-no-identifier = At most { $most } letters without accents, digits and the signs : . _ -
field-twice = This stands in the form twice.
field-no-entry = Add at least one, and no more than the form takes.
field-unknown-application = This form has no application of this identifier.
field-no-email = This is no e-mail address.
field-no-address = An address that begins with https://
field-not-public = An address that begins with https:// and that others can reach: not of this machine or of a private network.
field-no-base-address = An address without ? # @: paths are added to it.
field-no-logo = The image has to be a square PNG, GIF or JPEG, less than 100 pixels wide, of at most 50 kB.
field-no-provider = The identifier of a Document Provider: small letters, digits and hyphens.
field-taken = Another organisation has this identifier already. Choose another one.
field-no-file = Put this file into the conversation first, and name it as it is called there.

## The initial request

request-part = What you want to send
request-part-hint = The integration team and the NSSO decide on this, so say it for readers who do not know your project.
request-name = Name of the project
request-name-hint = By which everybody will call it.
request-use-cases = Use cases
request-use-cases-hint = Which documents, for whom, on which legal ground, and what recipients do with them.
request-volume = Documents a year
request-volume-hint = An estimate, as a number.
request-peaks = Moments of peak load
request-peaks-hint = When many documents come at once, and how many.
request-planning = Planning
request-planning-hint = When you want to test, and when you want to be live.
request-network = Where your systems call from
request-inside = From within the network of social security
request-inside-means = The way begins in INT.
request-outside = From anywhere else
request-outside-means = INT cannot be reached from there: the way begins in ACC.

## The formal request of a sender

form-choose = Choose
form-through = Document Provider
form-through-hint = Whose registry keeps your messages.
form-provider = Identifier of the Document Provider
form-organization = Your organisation
form-organization-hint = As recipients will see it.
form-short-name = Short name
form-long-name = Full name
form-site = Website (optional)
form-address-hint = Begins with https://
form-logo = Logo (optional)
form-logo-hint = A square PNG, GIF or JPEG, less than 100 pixels wide, of at most 50 kB. It is sent with “Save”.
form-logo-there = There is a logo. Another file replaces it.
form-logo-remove = Remove the logo
form-contact-business = E-mail of the helpdesk about content
form-contact-business-hint = Where recipients ask. Of a desk, never of a person.
form-contact-technical = E-mail of the technical helpdesk
form-contact-technical-hint = Where other helpdesks ask. Of a desk, never of a person.
form-applications = Applications
form-applications-hint = Each of your systems that sends. Its identifier stands in the certificate.
form-application = Application { $number }
form-application-add = Add an application
form-application-id = Identifier of the application
form-application-id-hint = Such as employment:job-attest:werkkaart
form-application-name = Name of the application
form-types = Message types
form-types-hint = Each kind of document that recipients can tell apart, filter and keep.
form-type = Message type { $number }
form-type-add = Add a message type
form-type-id = Identifier of the message type
form-type-id-hint = Such as WK1-ACTIVA. Nobody else may have it.
form-type-name = Name of the message type
form-type-application = Application that sends it
form-type-application-hint = The identifier of one of those above.
form-validity = Messages are kept for
form-validity-hint = A whole number; its unit comes next.
form-validity-unit = Unit
form-unit-day = days
form-unit-month = months
form-unit-year = years
form-sector = Recipients
form-sector-enterprise = Enterprises
form-sector-citizen = Citizens
form-sector-both = Enterprises and citizens
form-keys = Business data
form-key = Business data key { $number }
form-key-add = Add a business data key
form-key-id = Key
form-key-id-hint = Such as caseNumber
form-key-name = Name of the key
form-key-format = Format
form-format-text = Text
form-format-date = Date
form-format-decimal = Decimal number
form-format-enterprise = Enterprise number
form-format-ssin = National register number

## The formal request of a Document Provider

provider-part = Your registry
provider-part-hint = What the provider registry is to say of it.
provider-id = Identifier
provider-id-hint = Small letters, digits and hyphens; the same in every environment.
provider-name = Name of the provider
provider-description = What it offers
provider-contact = E-mail of the helpdesk
provider-contact-hint = Of a desk, never of a person.
provider-contract-part = Contract
provider-contract-hint = Add the signed contract as a file in the conversation of the dossier, then name that file here.
provider-signatory = Legal representative who signed it
provider-contract = File with the signed contract
provider-addresses = Addresses of the registry
provider-v2 = { $environment }: registry v2.1
provider-v3 = { $environment }: registry v3 (optional)
