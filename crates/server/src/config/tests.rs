mod files;
mod values;

use std::path::Path;

use ebox_domain::enterprise::CheckDigits;
use ebox_registry::Settings;

use super::*;

const WHOLE: &str = r#"
    environment = "acc"
    public_url = "https://ebox.example/"
    data = "data"
    roles = ["oauth", "federation", "registry"]
    providers = ["nsso", "second"]
    [listen]
    address = "127.0.0.1:8480"
    metrics = "127.0.0.1:9480"
    [operator]
    listen = "127.0.0.1:8490"
    [log]
    format = "json"
    [limits]
    max_file_size = "2GiB"
    max_files = 10
    [registry]
    check_digits = "pattern"
    recipients = "any"
"#;

#[test]
fn a_whole_configuration_is_read() {
    let config = Config::parse(WHOLE, Path::new("/etc/ebox")).expect("read");
    assert_eq!(config.environment, Environment::Acc);
    assert_eq!(config.public_url, "https://ebox.example");
    assert_eq!(config.data, Path::new("/etc/ebox/data"));
    for provider in &config.providers {
        assert_eq!(provider.settings.max_file_size, 2 << 30);
        assert_eq!(provider.settings.publication.max_files, 10);
        assert_eq!(provider.settings.publication.check_digits, CheckDigits::Pattern);
    }
    assert!(config.log.is_json);
    assert_eq!(config.traffic.uploads, Some(16));
}

#[test]
fn each_provider_may_choose_for_itself_and_the_rest_is_common() {
    let read = |sections: &str| Config::parse(&format!("{WHOLE}{sections}"), Path::new("/etc/ebox"));
    let config = read(
        "titles = true\n[provider.second]\nmax_files = 20\ntitles = false\ncheck_digits = \"strict\"\n\
         languages = [\"fr\", \"nl\"]\nseveral_languages = true\ndynamic_expiry = true\npayment_data = true\n\
         broadcast = true\n",
    );
    let [first, second] = config.expect("read").providers.try_into().expect("two providers");
    assert!(first.settings.publication.titles && !first.settings.broadcast);
    assert_eq!(first.settings.publication.max_files, 10);
    let rules = &second.settings.publication;
    assert_eq!((rules.max_files, rules.titles, rules.check_digits), (20, false, CheckDigits::Strict));
    assert!(rules.several_languages && rules.dynamic_expiry && second.settings.broadcast);
    assert_eq!(second.settings.max_file_size, 2 << 30, "what it does not say is common");
    let shown = |provider: &ProviderSetup| {
        let choices = provider.choices().into_iter();
        choices.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        shown(&first),
        "max_file_size 2147483648B, max_files 10, check_digits pattern, languages nl fr de, \
         several_languages false, titles true, dynamic_expiry false, payment_data false, broadcast false"
    );
    assert_eq!(
        shown(&second),
        "max_file_size 2147483648B, max_files 20, check_digits strict, languages nl fr, several_languages true, \
         titles false, dynamic_expiry true, payment_data true, broadcast true"
    );

    for (sections, field) in [
        ("[provider.third]\ntitles = true", "provider.third"),
        ("[provider.nsso]\ntitle = true", "provider.nsso.title:"),
        ("[provider.nsso]\nmax_files = 0", "provider.nsso.max_files"),
        ("[provider.nsso]\nmax_file_size = \"much\"", "provider.nsso.max_file_size"),
        ("broadcast = \"perhaps\"", "registry.broadcast"),
        ("languages = [\"nl\", \"en\"]", "registry.languages: expected some of nl, fr and de, not \"en\""),
        ("[provider.nsso]\nlanguages = []", "provider.nsso.languages: empty"),
        ("languages = \"nl\"", "registry.languages: expected a list"),
        ("[provider]\nnsso = true", "provider.nsso"),
    ] {
        let ConfigError(mistakes) = read(sections).expect_err(field);
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(field)), "{field}: {mistakes:?}");
    }
}

#[test]
fn what_nobody_chose_is_the_choice_of_the_reference_provider() {
    let text = "environment = \"acc\"\npublic_url = \"https://ebox.example\"\ndata = \"data\"\n\
                providers = [\"nsso\"]\n[listen]\naddress = \"127.0.0.1:8480\"";
    let config = Config::parse(text, Path::new("/etc/ebox")).expect("read");
    assert_eq!(config.providers[0].settings, Settings::default());
}

#[test]
fn limits_on_callers_can_be_set_and_lifted() {
    let read = |limits: &str, cors: &str| {
        let text = WHOLE.replace("max_files = 10", &format!("max_files = 10\n{limits}")) + cors;
        Config::parse(&text, Path::new("/etc/ebox")).map(|config| config.traffic)
    };
    let set = read("requests_per_second = 5\nburst = 7", "[cors]\norigins = [\"https://a.example/\"]");
    let set = set.expect("read");
    assert_eq!(set.rate.map(|rate| (rate.per_second.get(), rate.burst.get())), Some((5, 7)));
    assert_eq!(set.origins, ["https://a.example"]);
    let lifted = read("requests_per_second = 0\nuploads = 0", "").expect("read");
    assert_eq!(lifted, Traffic::default());
    for (limits, cors, field) in [
        ("burst = \"many\"", "", "limits.burst"),
        ("", "[cors]\norigins = [\"*\"]", "cors.origins"),
        ("", "[cors]\norigins = [\"https://a.example/path\"]", "cors.origins"),
        ("", "[cors]\norigin = \"https://a.example\"", "cors.origin:"),
    ] {
        let ConfigError(mistakes) = read(limits, cors).expect_err(field);
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(field)), "{field}: {mistakes:?}");
    }
}

#[test]
fn every_mistake_is_named_at_once() {
    let text = r#"
        environment = "production"
        public_ulr = "https://ebox.example"
        roles = ["oauth", "mail"]
        [listen]
        address = "somewhere"
        [limits]
        max_file_size = "much"
        [tls]
        certificate = "missing.pem"
    "#;
    let ConfigError(mistakes) = Config::parse(text, Path::new("/nowhere")).expect_err("mistakes");
    let about = |field: &str| mistakes.iter().any(|mistake| mistake.starts_with(field));
    for field in [
        "environment",
        "public_url",
        "public_ulr",
        "roles",
        "data",
        "listen.address",
        "limits.max_file_size",
        "tls.key",
    ] {
        assert!(about(field), "{field} is not named in {mistakes:#?}");
    }
}

#[test]
fn what_would_fail_later_is_a_mistake_at_once() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let cases = [
        ("environment = \"acc\"", "environment = \"ACC\"", "environment"),
        ("data = \"data\"", "data = 5", "data"),
        ("data = \"data\"", "data = \"\"", "data"),
        ("data = \"data\"", &format!("data = {:?}", file.path()), "data"),
        ("format = \"json\"", "filter = \"a=b=c=,\"", "log.filter"),
        ("format = \"json\"", "filter = \"nonsense level\"", "log.filter"),
        ("[\"nsso\", \"second\"]", "[\"nsso\", \"nsso\"]", "providers"),
        ("[\"oauth\", \"federation\", \"registry\"]", "[]", "roles"),
        ("127.0.0.1:9480", "127.0.0.1:8480", "listen.metrics"),
        ("127.0.0.1:8490", "127.0.0.1:8480", "operator.listen"),
        // Both are asked in the name of a client of others.
        ("data = \"data\"", "data = \"d\"\npartition_service = \"https://a.example\"", "partition_service"),
        ("data = \"data\"", "data = \"d\"\nfederation_service = \"https://a.example\"", "federation_service"),
        ("data = \"data\"", "data = \"d\"\nfederation_service = \"a.example\"", "federation_service"),
    ];
    for (right, wrong, field) in cases {
        let text = WHOLE.replace(right, wrong);
        let ConfigError(mistakes) = Config::parse(&text, Path::new("/etc/ebox")).expect_err(wrong);
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(field)), "{wrong}: {mistakes:?}");
    }
}

#[test]
fn the_oauth_server_of_others_needs_a_client_and_its_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = ebox_credential::PrivateKey::generate_p256().expect("a key");
    std::fs::write(folder.path().join("key.pem"), key.to_pem().as_bytes()).expect("written");
    let own = WHOLE.replace("\"oauth\", ", "");
    let section = "[oauth_server]\ntoken_url = \"https://oauth.example/REST/oauth/v5/token\"\n\
                   client_id = \"provider\"\nprivate_key = \"key.pem\"\n";
    let read = |text: &str| Config::parse(text, folder.path());
    let server = read(&format!("{own}{section}")).expect("read").oauth_server.expect("a server");
    assert_eq!(server.introspect_url, "https://oauth.example/REST/oauth/v5/introspect");

    let cases = [
        (own.clone(), "roles"),
        (format!("{WHOLE}{section}"), "oauth_server"),
        (format!("{own}[oauth_server]\n"), "oauth_server.token_url"),
        (format!("{own}[oauth_server]\n"), "oauth_server.client_id"),
        (format!("{own}{}", section.replace("key.pem", "none.pem")), "oauth_server.private_key"),
        (format!("{own}{}", section.replace("client_id", "client")), "oauth_server.client:"),
    ];
    for (text, field) in cases {
        let ConfigError(mistakes) = read(&text).expect_err(field);
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(field)), "{field}: {mistakes:?}");
    }
    std::fs::write(folder.path().join("key.pem"), "nothing").expect("written");
    let ConfigError(mistakes) = read(&format!("{own}{section}")).expect_err("no key");
    assert!(mistakes[0].contains("is no key"), "{mistakes:?}");
}

#[test]
fn the_portal_needs_a_client_and_a_way_to_sign_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = ebox_credential::PrivateKey::generate_p256().expect("a key");
    std::fs::write(folder.path().join("key.pem"), key.to_pem().as_bytes()).expect("written");
    let whole = WHOLE.replace("\"registry\"]", "\"registry\", \"portal\"]");
    let section =
        "[portal]\nclient_id = \"portal\"\nprivate_key = \"key.pem\"\nsign_in = \"local_accounts\"\n";
    let read = |text: &str| Config::parse(text, folder.path());
    let config = read(&format!("{whole}{section}")).expect("read");
    let portal = config.portal.expect("a portal");
    assert_eq!(portal.sign_in, ebox_portal::SignIn::LocalAccounts);
    assert_eq!(portal.token_url, "https://ebox.example/REST/oauth/v5/token");
    assert!(portal.provider_registry_url.starts_with("https://ebox.example/REST/"));
    assert_eq!(portal.described(), "client portal, people sign in with local accounts");
    // All roles, said or not, are those that are set up.
    let roles = "roles = [\"oauth\", \"federation\", \"registry\"]";
    assert!(read(&WHOLE.replace(roles, "")).expect("read").portal.is_none());
    assert!(read(&format!("{}{section}", WHOLE.replace(roles, ""))).expect("read").portal.is_some());

    let cases = [
        (whole.clone(), "roles: the portal needs a section portal"),
        (format!("{WHOLE}{section}"), "portal: roles leaves the portal out"),
        (format!("{whole}[portal]\n"), "portal.client_id: missing"),
        (format!("{whole}[portal]\n"), "portal.sign_in: missing"),
        (format!("{whole}{}", section.replace("key.pem", "none.pem")), "portal.private_key: "),
        (format!("{whole}{}", section.replace("key", "kay")), "portal.private_kay: unknown"),
        // Whoever says who they are, and is believed, belongs in the rehearsal.
        (format!("{whole}{}", section.replace("local_accounts", "rehearsal")), "portal.sign_in: expected "),
        (
            format!("{}{section}", whole.replace("https://ebox", "http://ebox")),
            "portal.sign_in: people would sign in over public_url without TLS",
        ),
        (
            format!("{}{section}", whole.replace("\"federation\", ", "")),
            "portal.provider_registry_url: missing",
        ),
    ];
    for (text, mistake) in cases {
        let ConfigError(mistakes) = read(&text).expect_err(mistake);
        assert!(mistakes.iter().any(|one| one.starts_with(mistake)), "{mistake}: {mistakes:?}");
    }
}

#[test]
fn an_identity_provider_is_named_with_everything_that_signing_in_needs() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = ebox_credential::PrivateKey::generate_p256().expect("a key");
    std::fs::write(folder.path().join("key.pem"), key.to_pem().as_bytes()).expect("written");
    std::fs::write(folder.path().join("secret.txt"), "very secret\n").expect("written");
    std::fs::write(folder.path().join("empty.txt"), "\n").expect("written");
    let whole = WHOLE.replace("\"registry\"]", "\"registry\", \"portal\"]");
    let portal =
        "[portal]\nclient_id = \"portal\"\nprivate_key = \"key.pem\"\nsign_in = \"openid_connect\"\n";
    let section = "[portal.openid_connect]\nissuer = \"https://login.example/\"\nclient_id = \"ebox\"\n\
                   client_secret = \"secret.txt\"\nssin_claim = \"be.ssin\"\n";
    let read = |text: &str| Config::parse(text, folder.path());
    let setup = read(&format!("{whole}{portal}{section}")).expect("read").portal.expect("a portal");
    let ebox_portal::SignIn::OpenIdConnect(provider) = &setup.sign_in else { panic!("{:?}", setup.sign_in) };
    assert_eq!(provider.issuer, "https://login.example/");
    assert_eq!(*provider.client_secret, "very secret");
    assert_eq!((provider.ssin_claim.as_str(), provider.name_claim.as_str()), ("be.ssin", "name"));
    assert!(!format!("{setup:?}").contains("secret"), "{setup:?}");
    assert!(setup.described().contains("https://login.example/"));
    assert!(
        read(&format!("{whole}{portal}{}", section.replace("https://login.example/", "http://localhost:9/")))
            .is_ok()
    );

    let local = portal.replace("openid_connect", "local_accounts");
    let cases = [
        (portal.to_owned(), "portal.openid_connect: missing"),
        (format!("{local}{section}"), "portal.openid_connect: people sign in with local accounts"),
        (format!("{portal}[portal.openid_connect]\n"), "portal.openid_connect.issuer: missing"),
        (format!("{portal}[portal.openid_connect]\n"), "portal.openid_connect.client_id: missing"),
        (format!("{portal}{}", section.replace("https", "http")), "portal.openid_connect.issuer: expected"),
        (
            format!("{portal}{}", section.replace("secret.txt", "no.txt")),
            "portal.openid_connect.client_secret: ",
        ),
        (
            format!("{portal}{}", section.replace("secret.txt", "empty.txt")),
            "portal.openid_connect.client_secret: ",
        ),
        (format!("{portal}{section}claim = 1"), "portal.openid_connect.claim: unknown"),
        (format!("{portal}{section}scopes = [\"a b\"]"), "portal.openid_connect.scopes: expected"),
    ];
    for (text, mistake) in cases {
        let ConfigError(mistakes) = read(&format!("{whole}{text}")).expect_err(mistake);
        assert!(mistakes.iter().any(|one| one.starts_with(mistake)), "{mistake}: {mistakes:?}");
    }
}

#[test]
fn a_mail_server_is_named_with_everything_that_sending_needs() {
    use ebox_mail::smtp::Protection;
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("password.txt"), "very secret\n").expect("written");
    std::fs::write(folder.path().join("empty.txt"), "\n").expect("written");
    std::fs::write(folder.path().join("authority.pem"), "-----BEGIN CERTIFICATE-----\n").expect("written");
    let read = |mail: &str| Config::parse(&format!("{WHOLE}[mail]\n{mail}"), folder.path());
    let whole = "server = \"smtp.example.be\"\nuser = \"ebox\"\npassword = \"password.txt\"\n\
                 from = \"ebox@example.be\"\n";
    let mail = read(whole).expect("read").mail.expect("a mail server");
    assert_eq!(
        (mail.server.as_str(), mail.port, mail.protection),
        ("smtp.example.be", 587, Protection::StartTls)
    );
    assert_eq!(
        mail.account.as_ref().map(|(user, password)| (user.as_str(), password.as_str())),
        Some(("ebox", "very secret"))
    );
    assert!(!format!("{mail:?}").contains("secret"));
    assert_eq!(described_mail(&mail), "smtp.example.be:587 with STARTTLS, as ebox, from ebox@example.be");
    let here = "server = \"127.0.0.1\"\nprotection = \"none\"\nfrom = \"ebox@example.be\"\n";
    let mail = read(here).expect("read").mail.expect("a mail server");
    assert_eq!((mail.port, mail.account.is_none()), (25, true));
    assert_eq!(
        read(&format!("{whole}protection = \"tls\"")).expect("read").mail.map(|mail| mail.port),
        Some(465)
    );
    assert!(Config::parse(WHOLE, folder.path()).expect("read").mail.is_none());

    let cases = [
        (String::new(), "mail.server: missing"),
        (String::new(), "mail.from: missing"),
        (whole.replace("smtp.", "smtp://"), "mail.server: expected"),
        (whole.replace("ebox@example.be", "e-Box <ebox@example.be>"), "mail.from: expected"),
        (format!("{whole}port = 0"), "mail.port: expected"),
        (format!("{whole}protection = \"ssl\""), "mail.protection: expected"),
        (format!("{whole}protection = \"none\""), "mail.protection: letters and password would be read"),
        (whole.replace("user = \"ebox\"\n", ""), "mail.user: missing"),
        (whole.replace("password = \"password.txt\"\n", ""), "mail.password: missing"),
        (whole.replace("password.txt", "none.txt"), "mail.password: "),
        (whole.replace("password.txt", "empty.txt"), "mail.password: "),
        (format!("{whole}authority = \"none.pem\""), "mail.authority: "),
        (format!("{whole}authority = \"authority.pem\""), "mail.authority: "),
        (format!("{whole}sender = \"x\""), "mail.sender: unknown"),
    ];
    for (text, mistake) in cases {
        let ConfigError(mistakes) = read(&text).expect_err(mistake);
        assert!(mistakes.iter().any(|one| one.starts_with(mistake)), "{mistake}: {mistakes:?}");
    }
}

#[test]
fn what_is_no_toml_is_shown_with_its_place() {
    let ConfigError(mistakes) = Config::parse("environment = ", Path::new("/")).expect_err("a mistake");
    assert!(mistakes[0].contains("line 1"), "{}", mistakes[0]);
}

#[test]
fn signers_of_configurations_are_certificates_that_are_there() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("no.pem"), "nothing").expect("written");
    let text = format!("{WHOLE}[dossiers]\nsigners = [\"no.pem\", \"gone.pem\"]\nsigner = 1\n");
    let mistakes = Config::parse(&text, folder.path()).expect_err("mistakes").to_string();
    for mistake in ["no.pem is no certificate", "gone.pem cannot be read", "dossiers.signer: unknown"] {
        assert!(mistakes.contains(mistake), "{mistakes}");
    }
    assert_eq!(Config::parse(WHOLE, folder.path()).expect("read").dossiers, Dossiers::default());
}

const DESK: &str = "desk = \"0777777771\"\nenvironments = [\"int\", \"acc\", \"prd\"]\n";

#[test]
fn a_desk_knows_how_each_environment_is_reached() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = ebox_credential::PrivateKey::generate_p256().expect("a key");
    std::fs::write(folder.path().join("key.pem"), key.to_pem().as_bytes()).expect("written");
    let sections = format!(
        "[dossiers]\n{DESK}signing_key = \"key.pem\"\n[dossiers.int]\nreach = \"file\"\n[dossiers.prd]\n\
         operator_url = \"https://operator.example/\"\ntoken_url = \"https://ebox.example/token\"\n\
         client_id = \"desk\"\nprivate_key = \"key.pem\"\n"
    );
    let portal =
        "[portal]\nclient_id = \"portal\"\nprivate_key = \"key.pem\"\nsign_in = \"local_accounts\"\n";
    let whole = WHOLE.replace("\"registry\"]", "\"registry\", \"portal\"]") + portal;
    let config = Config::parse(&format!("{whole}{sections}"), folder.path()).expect("read");
    let desk = config.dossiers.desk.as_ref().expect("a desk");
    assert_eq!(desk.described(), "0777777771, int by file, acc here, prd at https://operator.example");
    assert_eq!(config.setup().desk.map(|desk| desk.environments.len()), Some(3));

    let alone = "[dossiers]\ndesk = \"0777777771\"\n";
    let ConfigError(mistakes) =
        Config::parse(&format!("{WHOLE}{alone}"), folder.path()).expect_err("no portal");
    assert!(mistakes[0].starts_with("dossiers.desk: ") && mistakes.len() == 1, "{mistakes:?}");
    let config = Config::parse(&format!("{whole}{alone}"), folder.path()).expect("read");
    assert_eq!(config.dossiers.desk.expect("a desk").described(), "0777777771, acc here");
}

#[test]
fn every_mistake_about_a_desk_is_named() {
    let mistakes = |sections: &str| {
        let parsed = Config::parse(&format!("{WHOLE}[dossiers]\n{sections}"), Path::new("/etc/ebox"));
        parsed.expect_err("mistakes").to_string()
    };
    for (sections, mistake) in [
        (DESK.to_owned(), "dossiers.int: missing; give operator_url"),
        (format!("{DESK}[dossiers.int]\nreach = \"file\"\n"), "dossiers.signing_key: missing"),
        (format!("{DESK}[dossiers.int]\nreach = \"post\"\n"), "dossiers.int.reach: expected file"),
        (format!("{DESK}[dossiers.int]\nclient_id = \"desk\"\n"), "dossiers.int.operator_url: missing"),
        (format!("{DESK}[dossiers.acc]\nreach = \"file\"\n"), "dossiers.acc: this deployment itself"),
        (DESK.replace("prd", "int"), "dossiers.environments: int is there twice"),
        (DESK.replace("prd", "sim"), "dossiers.environments: expected int, acc or prd"),
        ("environments = [\"acc\"]\n".to_owned(), "dossiers.desk: missing"),
        ("desk = \"777\"\n".to_owned(), "dossiers.desk: expected ten digits"),
        ("desk = \"0777777771\"\nenvironments = []\n".to_owned(), "dossiers.environments: empty"),
        (
            "desk = \"0777777771\"\n[dossiers.prd]\nreach = \"file\"\n".to_owned(),
            "dossiers.prd: not among environments",
        ),
        (
            format!("{DESK}signing_key = \"gone.pem\"\n"),
            "dossiers.signing_key: /etc/ebox/gone.pem cannot be read",
        ),
    ] {
        let named = mistakes(&sections);
        assert!(named.contains(mistake), "{mistake:?} in {named}");
    }
}
