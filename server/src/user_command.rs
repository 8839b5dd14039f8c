//! `belroute user`: people, for whoever runs the server.

use anyhow::Context as _;
use belroute_server::{audit::Actor, company::users, organisations, state::AppState};
use belroute_shared::{
    account::Language,
    company::users::{Role, UserSettings},
    number::Extension,
};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Makes a user and mails him an invitation; one who is there already is invited again.
    Invite {
        /// His e-mail address.
        #[arg(long)]
        email: String,
        /// Domain of his organisation's SIP addresses.
        #[arg(long)]
        organisation: Option<String>,
        /// First name.
        #[arg(long)]
        first_name: Option<String>,
        /// Last name.
        #[arg(long, default_value = "")]
        last_name: String,
        /// Internal number.
        #[arg(long)]
        extension: Option<String>,
        /// Language of his panel and mail, `nl` or `en`.
        #[arg(long, default_value = "nl")]
        language: String,
        /// He may use the company panel.
        #[arg(long)]
        administrator: bool,
    },
    /// Shuts a user out within seconds.
    Disable {
        /// His e-mail address.
        #[arg(long)]
        email: String,
    },
    /// Takes the second factors of a user away.
    ResetSecondFactor {
        /// His e-mail address.
        #[arg(long)]
        email: String,
    },
}

pub(crate) async fn run(state: &AppState, command: UserCommand) -> anyhow::Result<()> {
    let actor = Actor::command_line();
    let change = state.db.begin().await?;
    match command {
        UserCommand::Invite {
            email,
            organisation,
            first_name,
            last_name,
            extension,
            language,
            administrator,
        } => {
            let known = users::find_by_email(&change, &email).await?;
            let (user, organisation) = if let Some(known) = known {
                known
            } else {
                let organisation = organisation.context("a new user needs --organisation")?;
                let organisation = organisations::find(&change, &organisation)
                    .await?
                    .with_context(|| format!("there is no organisation {organisation}"))?;
                let extension = extension.context("a new user needs --extension")?;
                let settings = UserSettings {
                    first_name: first_name.context("a new user needs --first-name")?,
                    last_name,
                    email,
                    login: None,
                    extension: Extension::new(extension.as_str())
                        .map_err(|_| anyhow::anyhow!("{extension} is not an extension"))?,
                    role: if administrator {
                        Role::Administrator
                    } else {
                        Role::User
                    },
                    language: Language::of_tag(&language)
                        .with_context(|| format!("the panel does not speak {language}"))?,
                    grants: Vec::new(),
                    caller_numbers: Vec::new(),
                }
                .tidied();
                settings
                    .check()
                    .map_err(|broken| anyhow::anyhow!("{}", broken[0]))?;
                let now_ms = state.clock.now_ms();
                let user = users::insert(&change, &organisation, &settings, now_ms).await?;
                (user, organisation)
            };
            users::invite(&change, state, &actor, &organisation, &user).await?;
        }
        UserCommand::Disable { email } => {
            let (user, _) = find(&change, &email).await?;
            users::disable(&change, state, &actor, &user).await?;
        }
        UserCommand::ResetSecondFactor { email } => {
            let (user, _) = find(&change, &email).await?;
            users::reset_second_factor(&change, state, &actor, &user).await?;
        }
    }
    change.commit().await?;
    Ok(())
}

async fn find(
    db: &sea_orm::DatabaseTransaction,
    email: &str,
) -> anyhow::Result<(
    belroute_server::entity::user::Model,
    belroute_server::entity::organisation::Model,
)> {
    users::find_by_email(db, email)
        .await?
        .with_context(|| format!("there is no user with the address {email}"))
}
