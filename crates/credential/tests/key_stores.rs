//! PKCS#12 key stores: written for others, read from others.
#![cfg(feature = "p12")]

use ebox_credential::{
    PrivateKey, Subject, SystemRandom,
    key_store::{InvalidKeyStore, KeyStore},
    make::self_signed,
};
use jiff::Timestamp;
use proptest::prelude::*;

fn key_store() -> KeyStore {
    let key = PrivateKey::generate_rsa().expect("a key");
    let subject = Subject {
        legal_name: "Example".to_owned(),
        enterprise: "0852093431".parse().expect("a number"),
        environment: ebox_domain::Environment::Int,
        application: "example:application".to_owned(),
        city: "Namur".to_owned(),
        region: "Namur".to_owned(),
    };
    let until = Timestamp::from_second(2_000_000_000).expect("in range");
    let certificate = self_signed(&subject, &key, Timestamp::UNIX_EPOCH, until, &SystemRandom);
    KeyStore { certificate: certificate.expect("a certificate"), key }
}

#[test]
fn a_key_store_reads_back_with_its_password_only() {
    let store = key_store();
    let file = store.write("ebox", "a pässword").expect("written");
    let read = KeyStore::read(&file, "a pässword").expect("read");
    assert_eq!(read.key.to_pkcs8(), store.key.to_pkcs8());
    assert_eq!(read.certificate, store.certificate);
    assert!(matches!(KeyStore::read(&file, "another"), Err(InvalidKeyStore::Closed(_))));
    assert!(!format!("{read:?}").contains(&format!("{:?}", &store.key.to_pkcs8()[40..48])));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn arbitrary_bytes_are_refused_and_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(KeyStore::read(&bytes, "").is_err());
    }
}
