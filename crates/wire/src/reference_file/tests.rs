use ebox_domain::{
    ApplicationId, EboxType, EnterpriseNumber, Language, LocalizedText, MessageTypeId,
    reference::{
        ActionDefinition, BusinessDataFormat, BusinessDataKey, Logo, MessageType, Profile, ReferenceData,
        SenderApplication, SenderOrganization, Trio, ValidityPeriod, ValidityUnit,
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{NO_FILES, ReferenceFile, parse, read};

fn png() -> Vec<u8> {
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20".to_vec()
}

fn texts() -> impl Strategy<Value = LocalizedText> {
    // Words that YAML would read as something else are among them.
    let word = prop_oneof!["[a-zé:#'\"{-]{1,8} ?[a-z]{1,5}", Just("no".to_owned()), Just("1e3".to_owned())];
    vec((select(vec![Language::Nl, Language::Fr, Language::De]), word), 1..4).prop_map(|texts| {
        texts.into_iter().fold(LocalizedText::default(), |all, (language, text)| all.with(language, text))
    })
}

fn profiles() -> impl Strategy<Value = Profile> {
    let logos = select(vec![vec![], vec![None], vec![Some(Language::Nl), Some(Language::Fr), None]]);
    (any::<bool>(), logos, option::of("[a-z@.]{1,20}"), option::of("[0-9/ ]{1,8}[0-9]")).prop_map(
        |(has_url, logos, contact_business, contact_technical)| Profile {
            url: if has_url {
                LocalizedText::in_one(Language::De, "https://a.example/?b=c#d")
            } else {
                LocalizedText::default()
            },
            logos: logos.into_iter().map(|language| Logo::new(language, png()).expect("a logo")).collect(),
            contact_business,
            contact_technical,
        },
    )
}

fn kinds() -> impl Strategy<Value = (ValidityPeriod, Vec<BusinessDataKey>, Vec<ActionDefinition>)> {
    let units = select(vec![ValidityUnit::Day, ValidityUnit::Month, ValidityUnit::Year]);
    let formats = select(vec![BusinessDataFormat::Text, BusinessDataFormat::Date, BusinessDataFormat::Ssin]);
    let key = (texts(), formats).prop_map(|(name, format)| BusinessDataKey { key: "0".into(), name, format });
    let action = (texts(), any::<bool>(), option::of(1_u16..100)).prop_map(|(label, has_url, days)| {
        ActionDefinition {
            id: "sign".parse().expect("an id"),
            label,
            url_template: has_url.then(|| "https://sign.example/{dossier}".to_owned()),
            days_until_due: days,
        }
    });
    (1_u16..100, units, option::of(key), option::of(action)).prop_map(|(number, unit, key, action)| {
        let validity = ValidityPeriod::new(number, unit).expect("a period");
        // No action is due after its message is gone.
        let action = action.map(|action| ActionDefinition {
            days_until_due: action.days_until_due.map(|days| days.min(number)),
            ..action
        });
        (validity, key.into_iter().collect(), action.into_iter().collect())
    })
}

/// Reference data that holds together.
fn data() -> impl Strategy<Value = ReferenceData> {
    let number = "[01][0-9]{9}";
    let name = "[A-Za-z0-9:. -]{0,11}[A-Za-z0-9]";
    let sender = (number, name, name, texts(), texts(), profiles());
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    vec((sender, kinds(), flags), 0..5).prop_map(|all| {
        let mut data = ReferenceData::default();
        for ((number, application, kind, one, other, profile), (validity, keys, actions), flags) in all {
            let organization: EnterpriseNumber = number.parse().expect("a number");
            let application: ApplicationId = application.parse().expect("an id");
            let message_type: MessageTypeId = kind.parse().expect("an id");
            for sector in [EboxType::Enterprise, EboxType::Citizen] {
                if flags.0 || sector == EboxType::Enterprise {
                    data.trios.insert(Trio {
                        organization,
                        application: application.clone(),
                        message_type: message_type.clone(),
                        sector,
                    });
                }
            }
            let sender = SenderOrganization {
                id: organization,
                short_name: one.clone(),
                long_name: other.clone(),
                profile: profile.clone(),
                may_register: flags.1,
                is_mandatary: flags.2,
            };
            data.organizations.insert(organization, sender);
            let description = LocalizedText::default();
            data.applications.insert(
                application.clone(),
                SenderApplication { id: application, name: one.clone(), description, profile },
            );
            data.message_types.insert(
                message_type.clone(),
                MessageType {
                    id: message_type,
                    name: one,
                    description: other,
                    validity,
                    business_data_keys: keys,
                    actions,
                },
            );
        }
        data
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(data in data()) {
        let file = ReferenceFile::from(&data);
        let value = parse(&file.to_yaml()).expect("YAML");
        prop_assert_eq!(read(&value, NO_FILES), Ok(data.clone()));
        // JSON is YAML.
        let value = parse(&serde_json::to_string(&file).expect("JSON")).expect("YAML");
        prop_assert_eq!(read(&value, NO_FILES), Ok(data));
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,60}|organizations: \\PC{0,40}") {
        if let Ok(value) = parse(&text) {
            let _ = read(&value, NO_FILES);
        }
    }
}

fn fields(text: &str) -> Vec<String> {
    let value = parse(text).expect("YAML");
    let open = |path: &str| if path == "there.png" { Ok(png()) } else { Err("not there".to_owned()) };
    match read(&value, &open) {
        Ok(_) => Vec::new(),
        Err(causes) => causes.into_iter().map(|cause| cause.field).collect(),
    }
}

#[test]
fn every_mistake_is_named_at_once_by_its_field() {
    let text = r#"
organizations:
  - id: "0220916609"
    shortName: {nl: Dienst, en: Service}
    logos:
      - file: there.png
      - {language: en, file: missing.png}
      - {language: fr}
      - {language: de, image: AAAA}
  - id: 220916608
    shortName: {nl: Dienst}
  - {id: "0220916609", shortName: {nl: Dienst}}
applications:
  - {id: app, name: {nl: App}, contact: nobody}
messageTypes:
  - id: TYPE
    name: {nl: Brief}
    validity: {number: 0, unit: week}
    businessDataKeys: [{key: K, name: {nl: K}, format: number}]
    actions: [{id: sign, label: {nl: Teken}, url: "sign.example"}]
  - {id: OTHER, name: {nl: Brief}, validity: {number: 1000, unit: year}}
trios:
  - {organization: "0220916609", application: app, messageType: TYPE, sectors: [enterprise, company]}
  - {organization: "0220916609", application: gone, messageType: TYPE, sectors: [enterprise]}
  - {organization: "0852093431", application: lost, messageType: TYPE, sectors: []}
"#;
    assert_eq!(
        fields(text),
        [
            "organizations[0220916609].shortName.en",
            "organizations[0220916609].logos[1].language",
            "organizations[0220916609].logos[1].file",
            "organizations[0220916609].logos[2]",
            "organizations[0220916609].logos[3]",
            "organizations[1].id",
            "organizations[0220916609]",
            "applications[app].contact",
            "messageTypes[TYPE].validity.number",
            "messageTypes[TYPE].validity.unit",
            "messageTypes[TYPE].businessDataKeys[0].format",
            "messageTypes[OTHER].validity",
            "trios[0].sectors[1]",
            "trios[2].sectors",
            "messageTypes[TYPE].actions[0].url",
            "trios[0220916609, gone, TYPE].application",
            "trios[0852093431, lost, TYPE].organization",
            "trios[0852093431, lost, TYPE].application",
        ]
    );
}

#[test]
fn what_is_no_yaml_is_shown_with_its_place() {
    let cause = parse("organizations:\n  - id: [").expect_err("no YAML");
    assert!(cause.detail.contains("line"), "{}", cause.detail);
    for empty in ["", "\n  \n", "# only a remark\n"] {
        let said = parse(empty).and_then(|value| read(&value, NO_FILES).map_err(|causes| causes[0].clone()));
        let cause = said.expect_err("empty");
        assert!(!cause.detail.contains("Option"), "{}", cause.detail);
    }
    let cause = parse("trios: []\ntrios: []").expect_err("twice");
    assert!(cause.detail.contains("twice"), "{}", cause.detail);
}
