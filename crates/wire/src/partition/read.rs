//! Reads what managers and senders write: every mistake at once.

use std::str::FromStr;

use ebox_domain::{
    ApplicationId, Causes, EnterpriseNumber, Language, LocalizedText, MessageTypeId, PartitionId, Rule, Ssin,
    partition::{Criteria, Extent, Operation, RuleId},
};

use super::MandateStateWanted;
use crate::read::{Collected, Field, Object, parse};

/// What was read, or every reason why not.
pub type Read<T> = Result<T, Causes>;

/// A rule as it is wanted: what it looks for, its target, its place counted from 1.
pub type Wanted = (Criteria, PartitionId, Option<usize>);

/// Reads a partition to create.
pub fn partition_to_create(body: &[u8]) -> Read<(PartitionId, LocalizedText)> {
    whole(body, |object| {
        let id = object.required("partitionId", "an identifier").and_then(|field| partition_id(&field));
        let name = object
            .required("name", "a name in at least one language")
            .and_then(|field| field.text_with_english());
        Some((id?, name?))
    })
}

/// A name as a merge patch changes it: in these languages to another text, or to none.
pub type NameChange = Vec<(Language, Option<String>)>;

/// Reads another name of a partition (RFC 7396).
pub fn partition_to_rename(body: &[u8]) -> Read<NameChange> {
    whole(body, |object| {
        let mut name = object.required("name", "a name in at least one language")?.object()?;
        let mut fields = Vec::new();
        for language in Language::ALL {
            if name.takes_away(language.as_str()) {
                fields.push((language, None));
            } else if let Some(field) = name.optional(language.as_str()) {
                fields.push((language, Some(field)));
            }
        }
        name.finish();
        let changed = |(language, field): (Language, Option<Field<'_, '_>>)| match field {
            None => Some((language, None)),
            Some(field) => Some((language, Some(field.string()?.to_owned()))),
        };
        fields.into_iter().map(changed).collect()
    })
}

/// Reads a right to give.
pub fn right_to_grant(body: &[u8]) -> Read<(Ssin, Extent)> {
    whole(body, |object| {
        let person = object.required("ssin", "the person's SSIN").and_then(|field| field.ssin());
        let whole = object.flag("isWholeEbox");
        let is_one = object.has("partitionId");
        let partition = object.optional("partitionId");
        let id = partition.as_ref().and_then(partition_id);
        let extent = match (whole?, is_one) {
            (true, false) => Extent::WholeEbox,
            (false, true) => Extent::Partition(id?),
            _ => {
                object.refuse("partitionId", "give partitionId, or isWholeEbox: true, and not both");
                return None;
            }
        };
        Some((person?, extent))
    })
}

/// Reads a routing rule to add, or as it shall be.
pub fn rule_to_keep(body: &[u8]) -> Read<Wanted> {
    whole(body, |object| {
        let names = ["messageTypeId", "senderApplicationId", "senderOrganizationId"];
        let looks_for_something = names.iter().any(|name| object.has(name));
        let (kind, application, organization) = criteria(object);
        let target = object.required("targetPartition", "a partition").and_then(|field| partition_id(&field));
        let position = position(object);
        if !looks_for_something {
            let fix =
                "give messageTypeId, senderApplicationId or senderOrganizationId: a rule looks for something";
            object.refuse("messageTypeId", fix);
        }
        Some((Criteria::new(kind, application, organization)?, target?, position))
    })
}

/// Reads the order of routing rules.
pub fn rule_order(body: &[u8]) -> Read<Vec<RuleId>> {
    whole(body, |object| {
        let list = object.required("routingRuleIds", "the numbers of all rules")?;
        list.each(|field| field.number().map(RuleId::new))
    })
}

/// Message type, application and organization that a rule looks for, where it does.
pub type ThreeCriteria = (Option<MessageTypeId>, Option<ApplicationId>, Option<EnterpriseNumber>);

/// A suggestion as it was sent: to whom, and the three criteria.
pub type Suggested = (Option<EnterpriseNumber>, ThreeCriteria);

/// Reads a routing rule to suggest.
pub fn suggestion_to_make(body: &[u8]) -> Read<Suggested> {
    whole(body, |object| {
        let recipient = object.optional("recipientEnterpriseNumber");
        let recipient = recipient.and_then(|field| field.enterprise_number());
        Some((recipient, criteria(object)))
    })
}

/// Reads the acceptance of a suggestion: target, and place counted from 1.
pub fn suggestion_acceptance(body: &[u8]) -> Read<(PartitionId, Option<usize>)> {
    whole(body, |object| {
        let target = object.required("targetPartition", "a partition").and_then(|field| partition_id(&field));
        let position = position(object);
        Some((target?, position))
    })
}

/// Reads a mandate to propose: principal, mandatary, operation.
pub fn mandate_to_propose(body: &[u8]) -> Read<(EnterpriseNumber, EnterpriseNumber, Operation)> {
    whole(body, |object| {
        let mut number =
            |name| object.required(name, "an enterprise number").and_then(|field| field.enterprise_number());
        let (principal, mandatary) =
            (number("principalEnterpriseNumber"), number("mandataryEnterpriseNumber"));
        let operation = object.required("operation", "publish or consult");
        let operation = operation.and_then(|field| field.parsed("write publish or consult"));
        Some((principal?, mandatary?, operation?))
    })
}

/// Reads what shall become of a mandate.
pub fn mandate_change(body: &[u8]) -> Read<MandateStateWanted> {
    whole(body, |object| {
        let state = object.required("state", "accepted, refused or ended")?;
        state.parsed("write accepted, refused or ended")
    })
}

impl FromStr for MandateStateWanted {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "accepted" => Ok(Self::Accepted),
            "refused" => Ok(Self::Refused),
            "ended" => Ok(Self::Ended),
            _ => Err(()),
        }
    }
}

/// Reads a whole body, and refuses members that nobody asked for.
fn whole<T>(body: &[u8], read: impl Fn(&mut Object<'_, '_>) -> Option<T>) -> Read<T> {
    let value = parse(body, "body").map_err(Causes::from)?;
    let causes = Collected::default();
    let read = Field::body(&value, &causes).object().and_then(|mut object| {
        let read = read(&mut object);
        object.finish();
        read
    });
    causes.into_result(read)
}

/// What cannot be read counts as left out: it is refused anyway.
fn criteria(object: &mut Object<'_, '_>) -> ThreeCriteria {
    let kind = object.optional("messageTypeId");
    let kind = kind.and_then(|field| field.parsed("a message type has 1 to 80 characters; correct it"));
    let application = object.optional("senderApplicationId");
    let application =
        application.and_then(|field| field.parsed("an application has 1 to 150 characters; correct it"));
    let organization = object.optional("senderOrganizationId");
    (kind, application, organization.and_then(|field| field.enterprise_number()))
}

fn position(object: &mut Object<'_, '_>) -> Option<usize> {
    let field = object.optional("position")?;
    match field.number::<u32>()? {
        0 => {
            field.refuse_value(Rule::OutOfRange, "places are counted from 1");
            None
        }
        place => usize::try_from(place).ok(),
    }
}

fn partition_id(field: &Field<'_, '_>) -> Option<PartitionId> {
    field.parsed("a partition has 1 to 50 letters, digits, hyphens or underscores; correct it")
}
