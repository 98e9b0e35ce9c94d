//! `ebox admin init`

use std::{fmt::Write as _, path::PathBuf};

use clap::Args;
use ebox_credential::{Certificate, PrivateKey, Scope, Scopes, Subject, SystemRandom, make};
use ebox_domain::{Clock as _, EnterpriseNumber, Environment, ids::ClientId, time::SystemClock};
use ebox_wire::{
    operator::{ClientEntry, Clients, NewClient},
    routes::{federation, join, oauth, operator::CLIENTS, partition},
};
use jiff::ToSpan as _;
use serde_json::json;

use super::office::{Held, Office};
use crate::{
    commands::certificate::files::{self, PRIVATE_KEY, Readers, shown},
    failure::Failure,
    printer::Printer,
};

const CERTIFICATE: &str = "certificate.pem";
const PROFILES: &str = "ebox.toml";

/// Make a data folder with its first operator, and a profile for that operator.
///
/// The folder belongs to one environment from then on. The operator gets a key with a self-signed certificate, as a
/// client with the one scope for the operator's API; further operators are clients like any other
/// (`ebox admin client add --permission operator`).
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox admin init --data /var/lib/ebox --environment acc --enterprise-number 0123456789 \\
      --legal-name 'Example NV' --public-url https://ebox.example --operator-url http://127.0.0.1:8490 --out operator")]
pub(super) struct Init {
    /// The data folder; made when it is not there.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The environment that the folder belongs to: prd, acc, sim or int.
    #[arg(long)]
    environment: Environment,
    /// The operator's enterprise number.
    #[arg(long, value_name = "NUMBER")]
    enterprise_number: EnterpriseNumber,
    /// The operator's legal name.
    #[arg(long, value_name = "NAME")]
    legal_name: String,
    /// The identifier of the operator's client; made of the enterprise number when left out.
    #[arg(long, value_name = "ID")]
    client_id: Option<ClientId>,
    /// For how many days the certificate is valid.
    #[arg(long, default_value_t = 365, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    days: u16,
    /// The public_url of the server's configuration.
    #[arg(long, value_name = "URL")]
    public_url: String,
    /// Where the server's operator.listen will be reached.
    #[arg(long, default_value = "http://127.0.0.1:8490", value_name = "URL")]
    operator_url: String,
    /// The folder for the key, the certificate and ebox.toml.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Init {
    pub(super) async fn run(self, printer: Printer) -> Result<(), Failure> {
        files::prepare(&self.out, [PRIVATE_KEY, CERTIFICATE, PROFILES])?;
        let held = Held::make(&self.data, self.environment).await?;
        let office = Office::Folder(Box::new(held));
        let (key, certificate) = self.credentials()?;
        let client_id = match &self.client_id {
            Some(id) => id.clone(),
            None => format!("ebox:operator:{}", self.enterprise_number)
                .parse()
                .map_err(|error| Failure::system("the client's identifier cannot be made", &error))?,
        };
        let known: Clients = office.get(CLIENTS).await?;
        if known.items.iter().any(|client| client.client_id == client_id.as_str()) {
            office.close().await;
            let message = format!("{} has the client {client_id} already", self.data.display());
            return Err(Failure::new("client", message).hint(
                "the folder was made ready before: use the profile of then, or give another --client-id",
            ));
        }
        let client = NewClient {
            client_id,
            enterprise_number: self.enterprise_number,
            name: format!("Operator {}", self.legal_name),
            scopes: Scopes::of(&[Scope::Operator]).iter().map(|scope| scope.as_str().to_owned()).collect(),
            certificate: certificate.to_pem(),
        };
        // The key comes first: a client whose key is lost is of no use to anybody.
        files::write(&self.out.join(PRIVATE_KEY), key.to_pem().as_bytes(), Readers::Owner)?;
        files::write(&self.out.join(CERTIFICATE), certificate.to_pem().as_bytes(), Readers::Everybody)?;
        let registered: ClientEntry = office.send("POST", "/clients", &client).await?;
        office.close().await;
        let profile = self.profile(&registered.client_id);
        let profile = files::write(&self.out.join(PROFILES), profile.as_bytes(), Readers::Everybody)?;
        if printer.is_json() {
            printer.json(&json!({ "clientId": registered.client_id, "profileFile": shown(&profile) }));
        } else {
            printer.data(shown(&profile));
        }
        printer.say(format!(
            "The folder is ready. Set operator.listen in the server's configuration, start `ebox serve`, and use \
             `ebox admin --help` with --config {}.",
            profile.display()
        ));
        Ok(())
    }

    fn credentials(&self) -> Result<(PrivateKey, Certificate), Failure> {
        let key =
            PrivateKey::generate_rsa().map_err(|error| Failure::system("the key cannot be made", &error))?;
        let subject = Subject {
            legal_name: self.legal_name.clone(),
            enterprise: self.enterprise_number,
            environment: self.environment,
            application: "ebox:operator".to_owned(),
            city: "Brussels".to_owned(),
            region: "Brussels-Capital".to_owned(),
        };
        let now = SystemClock.now();
        // Clocks of others may be a little behind.
        let (from, until) = (now - 1.hour(), now + (i64::from(self.days) * 24).hours());
        let certificate = make::self_signed(&subject, &key, from, until, &SystemRandom)
            .map_err(|error| Failure::system("the certificate cannot be made", &error))?;
        Ok((key, certificate))
    }

    /// The operator's profile: the addresses are those of this deployment, not of the real environment.
    fn profile(&self, client_id: &str) -> String {
        let url = |base, path| join(&join(&self.public_url, base), path);
        let values = [
            ("environment", self.environment.to_string()),
            ("client_id", client_id.to_owned()),
            ("private_key", PRIVATE_KEY.to_owned()),
            ("certificate", CERTIFICATE.to_owned()),
            ("token_url", url(oauth::BASE, oauth::TOKEN)),
            ("provider_registry_url", url(federation::BASE, federation::MESSAGE_PROVIDERS)),
            ("partition_url", url(partition::BASE, "")),
            ("operator_url", self.operator_url.clone()),
        ];
        let mut text = "[profiles.default]\n".to_owned();
        for (key, value) in values {
            let _ = writeln!(text, "{key} = {}", toml::Value::String(value));
        }
        text
    }
}
