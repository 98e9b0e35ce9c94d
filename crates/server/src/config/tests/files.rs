//! Files that do not fit.

use super::*;

#[test]
fn files_that_do_not_fit_are_named_before_anything_starts() {
    let folder = tempfile::tempdir().expect("a folder");
    let pair = || {
        let key = ebox_credential::PrivateKey::generate_p256().expect("a key");
        let subject = ebox_credential::Subject {
            legal_name: "Example".to_owned(),
            enterprise: "0777777771".parse().expect("a number"),
            environment: Environment::Acc,
            application: "example:application".to_owned(),
            city: "Namur".to_owned(),
            region: "Namur".to_owned(),
        };
        let moment = |text: &str| text.parse().expect("a moment");
        let (from, until) = (moment("2026-01-01T00:00:00Z"), moment("2027-01-01T00:00:00Z"));
        let certificate = ebox_credential::make::self_signed(&subject, &key, from, until, &SystemRandom);
        (key.to_pem().as_bytes().to_vec(), certificate.expect("made").to_pem())
    };
    let ((key, certificate), (other, _)) = (pair(), pair());
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    write("cert.pem", certificate.as_bytes());
    write("key.pem", &key);
    let tls = "[tls]\ncertificate = \"cert.pem\"\nkey = \"key.pem\"\n";
    let read = || Config::parse(&format!("{WHOLE}{tls}"), folder.path());
    assert!(read().expect("a pair").tls.is_some());

    write("key.pem", &other);
    std::fs::create_dir(folder.path().join("data")).expect("made");
    write("data/environment", b"int\n");
    let ConfigError(mistakes) = read().expect_err("nothing fits");
    assert_eq!(mistakes.len(), 2, "{mistakes:?}");
    assert!(mistakes[0].contains("belongs to the environment int"), "{mistakes:?}");
    assert!(mistakes[1].starts_with("tls.key: does not go with tls.certificate"), "{mistakes:?}");

    write("data/environment", b"production\n");
    let ConfigError(mistakes) = read().expect_err("nothing fits");
    assert!(mistakes[0].contains("data/environment names no environment"), "{mistakes:?}");
    std::fs::remove_file(folder.path().join("data/environment")).expect("removed");
    std::fs::create_dir(folder.path().join("data/federation")).expect("made");
    write("data/federation/store.sqlite", b"");
    let ConfigError(mistakes) = read().expect_err("nothing fits");
    assert!(mistakes[0].contains("data/environment is missing beside databases"), "{mistakes:?}");
}
