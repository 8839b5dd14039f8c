//! `belroute organisation`: organisations, for whoever runs the server.

use anyhow::Context as _;
use belroute_server::{
    organisations::{self, NewOrganisation, NewUser},
    single_sign_on::settings,
    state::AppState,
};
use belroute_shared::company::identity_provider::NewIdentityProvider;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum OrganisationCommand {
    /// Makes an organisation and its first administrator. The password is read from standard
    /// input, so that it stands in no list of processes.
    Create {
        /// Name of the organisation.
        #[arg(long)]
        name: String,
        /// Domain of its SIP addresses.
        #[arg(long)]
        sip_domain: String,
        /// ISO 3166 code of its country.
        #[arg(long, default_value = "NL")]
        country: String,
        /// IANA name of its time zone.
        #[arg(long, default_value = "Europe/Amsterdam")]
        time_zone: String,
        /// E-mail address of the administrator.
        #[arg(long)]
        email: String,
        /// First name of the administrator.
        #[arg(long)]
        first_name: String,
        /// Last name of the administrator.
        #[arg(long, default_value = "")]
        last_name: String,
        /// Internal number of the administrator.
        #[arg(long)]
        extension: String,
    },
    /// Lets the people of an organisation sign in through its own identity provider (OpenID
    /// Connect). Our secret there is read from standard input.
    SetProvider {
        /// Domain of its SIP addresses.
        #[arg(long)]
        organisation: String,
        /// Its people have e-mail addresses in this domain.
        #[arg(long)]
        email_domain: String,
        /// Address of the provider.
        #[arg(long)]
        issuer: String,
        /// What the provider calls this panel.
        #[arg(long)]
        client_id: String,
    },
    /// Takes the identity provider of an organisation away.
    RemoveProvider {
        /// Domain of its SIP addresses.
        #[arg(long)]
        organisation: String,
    },
}

pub(crate) async fn run(state: &AppState, command: OrganisationCommand) -> anyhow::Result<()> {
    match command {
        OrganisationCommand::Create {
            name,
            sip_domain,
            country,
            time_zone,
            email,
            first_name,
            last_name,
            extension,
        } => {
            let password = typed("the password")?;
            let organisation = NewOrganisation {
                name,
                sip_domain,
                country,
                time_zone,
                default_number: None,
                is_demo: false,
            };
            let administrator = NewUser {
                first_name: &first_name,
                last_name: &last_name,
                login: None,
                email: &email,
                extension: &extension,
                password_hash: None,
                is_administrator: true,
                language: "nl",
            };
            let (db, key, clock) = (&state.db, &state.key, &state.clock);
            organisations::create(db, key, clock, organisation, administrator, &password).await
        }
        OrganisationCommand::SetProvider {
            organisation,
            email_domain,
            issuer,
            client_id,
        } => {
            let new = NewIdentityProvider {
                email_domain,
                issuer,
                client_id,
                client_secret: Some(typed("the secret at the provider")?),
            };
            settings::set(state, &organisation, new).await
        }
        OrganisationCommand::RemoveProvider { organisation } => {
            settings::remove(state, &organisation).await
        }
    }
}

/// A line of standard input: what is given so stands in no list of processes.
fn typed(what: &str) -> anyhow::Result<String> {
    let missing = || format!("{what} is read from standard input");
    let text = std::io::read_to_string(std::io::stdin()).with_context(missing)?;
    let text = text.trim_end_matches(['\r', '\n']);
    anyhow::ensure!(!text.is_empty(), "{}", missing());
    Ok(text.to_owned())
}
