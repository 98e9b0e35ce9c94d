//! Values that are none.

use super::*;

#[test]
fn an_address_is_one_that_paths_can_be_added_to_and_that_callers_come_over() {
    for wrong in ["https://ebox.example/?a=b", "https://ebox.example/#part"] {
        let text = WHOLE.replace("https://ebox.example/", wrong);
        let ConfigError(mistakes) = Config::parse(&text, Path::new("/etc/ebox")).expect_err("no base");
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(mistakes[0].starts_with("public_url: expected an http or https address"), "{mistakes:?}");
    }
    let text = WHOLE.replace("https://ebox.example/", "http://ebox.example");
    let tls = "[tls]\ncertificate = \"none.pem\"\nkey = \"none.pem\"\n";
    let ConfigError(mistakes) =
        Config::parse(&format!("{text}{tls}"), Path::new("/etc/ebox")).expect_err("http");
    assert!(mistakes.iter().any(|one| one.starts_with("public_url: http, though")), "{mistakes:?}");
}

#[test]
fn a_list_that_is_none_is_one_mistake() {
    let text = WHOLE.replace("[\"nsso\", \"second\"]", "\"nsso\"");
    let ConfigError(mistakes) = Config::parse(&text, Path::new("/etc/ebox")).expect_err("no list");
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    assert!(mistakes[0].starts_with("providers: expected a list"), "{mistakes:?}");
}
