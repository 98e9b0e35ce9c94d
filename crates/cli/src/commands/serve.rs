//! `ebox serve`

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use clap::Args;
use ebox_server::{
    DataFolder, Services,
    config::{Config, described_mail},
    listen::{self, Listener, StopSignal, Stopper},
    telemetry,
};

use crate::{
    configuration,
    failure::{Failure, chain},
    printer::Printer,
};

/// Run the services, as an operator does. SIGTERM stops them when requests under way are answered; SIGHUP reads
/// the TLS files again.
#[derive(Args)]
pub(crate) struct Serve {
    /// The configuration (docs/configuration.md).
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Only check the configuration, and name every mistake.
    #[arg(long)]
    check_config: bool,
}

impl Serve {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let config = configuration::read(&self.config)?;
        if self.check_config {
            for warning in config.warnings() {
                printer.warn(warning);
            }
            printer.say("The configuration is fine.");
            for provider in &config.providers {
                let choices = provider.choices().into_iter();
                let choices: Vec<String> = choices.map(|(name, value)| format!("{name} {value}")).collect();
                printer.say(format!("{}: {}", provider.id, choices.join(", ")));
            }
            if let Some(portal) = &config.portal {
                printer.say(format!("portal: {}", portal.described()));
            }
            if let Some(desk) = &config.dossiers.desk {
                printer.say(format!("desk: {}", desk.described()));
            }
            match &config.mail {
                Some(mail) => printer.say(format!("mail: {}", described_mail(mail))),
                None => printer.say("mail: no mail server, so that nobody is told anything by e-mail"),
            }
            return Ok(ExitCode::SUCCESS);
        }
        telemetry::start_logs(&config.log).map_err(|error| Failure::new("log", error.to_string()))?;
        for warning in config.warnings() {
            tracing::warn!("{warning}");
        }
        let is_json = config.log.is_json;
        let outcome = Box::pin(serve(config)).await;
        if let (Err(failure), true) = (&outcome, is_json) {
            // Whoever collects lines of JSON keeps no others.
            tracing::error!("{failure}");
        }
        outcome
    }
}

async fn serve(config: Config) -> Result<ExitCode, Failure> {
    let stop = StopSignal::new().map_err(|error| Failure::system("cannot wait for signals", &error))?;
    let stopper = Stopper::default();

    let tls = match &config.tls {
        Some(files) => {
            let tls = listen::read_tls(files).await;
            Some(tls.map_err(|error| Failure::system("cannot read the TLS files", &error))?)
        }
        None => None,
    };
    let bind = |name, address| {
        let failed = |error| Failure::system(&format!("{name}: cannot listen on {address}"), &error);
        Listener::bind(address).map_err(failed)
    };
    let listener = bind("listen.address", config.listen)?;
    let operator = config.operator.map(|address| bind("operator.listen", address)).transpose()?;
    let metrics = telemetry::start_metrics().map_err(|error| Failure::new("metrics", error.to_string()))?;
    if let Some(address) = config.metrics {
        let listener = bind("listen.metrics", address)?;
        tokio::spawn(listener.serve(listen::metrics_router(metrics), None, stopper.clone()));
    }

    let folder = DataFolder::take(&config.data).map_err(|error| Failure::new("folder", chain(&error)))?;
    let failed = |error| Failure::unopened(&error);
    let mut services = Services::open(&folder, config.setup()).await.map_err(failed)?;
    services.open_portal().map_err(failed)?;
    let services = services.shared();
    let upkeep = services.start_upkeep();
    if let (Some(tls), Some(files)) = (tls.clone(), config.tls.clone()) {
        tokio::spawn(async move { listen::reload_tls_on_hangup(&tls, &files).await });
    }

    if let Some(listener) = operator {
        tracing::info!(address = %listener.address(), "serving the operator's API");
        let router = ebox_server::operator::router(Arc::clone(&services));
        tokio::spawn(listener.serve(router, tls.clone(), stopper.clone()));
    }
    tracing::info!(address = %listener.address(), environment = %config.environment, "serving");
    let server = tokio::spawn(listener.serve(services.router(), tls, stopper.clone()));
    stop.wait().await;
    tracing::info!("stopping");
    stopper.stop();
    let outcome = server.await;
    upkeep.abort();
    services.close().await;
    tracing::info!("stopped");
    match outcome {
        Ok(Ok(())) => Ok(ExitCode::SUCCESS),
        Ok(Err(error)) => Err(Failure::system("serving failed", &error)),
        Err(error) => Err(Failure::system("serving failed", &error)),
    }
}
