//! Feature access codes: what a user dials on his phone to switch a setting, to hear how it stands,
//! or to call in another way than usual.
//!
//! A code that switches something is the one question of the engine that has an effect. It has it
//! once: a question that is asked again gets the answer that was kept. What is said back is spoken by
//! the media server; without one the phone shows it as the reason of a refusal.

mod status;
mod store;
mod switch;
mod switched;
mod words;

use belroute_shared::{
    account::Language,
    error::Code,
    ids::{OrganisationId, UserId},
    routing::plan::{LONGEST_RING_SECONDS, Plan, Ring, ShownCaller, Step, Target as Leg},
    settings::{
        barge_in::BargeIn,
        feature_codes::{CodeAct, CodeFeature, CodeName, Dialled},
        speed_dials::SpeedDials,
    },
};

use self::words::Said;
use super::{
    address::Address,
    behind::behind,
    parties::Target,
    wire::{Origin, Question},
};
use crate::{
    colleagues,
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    features, profile,
    session::Session,
    settings::{
        feature_codes::{may, store as table},
        store as settings,
    },
    state::AppState,
};

/// What is longer is no code with a number behind it.
const LONGEST_DIALLED: usize = 64;

/// What becomes of a call to a code.
pub(super) enum Coded {
    /// Something is said back.
    Answered(Plan),
    /// It goes on as a call to a number.
    Calls {
        number: String,
        /// Whether the caller's number is hidden for this call, or shown; `None` for as usual.
        is_hidden: Option<bool>,
    },
}

/// What one of our users dialled, if that is a code.
pub(super) fn dialled(question: &Question) -> Option<String> {
    let to = Address::parse(&question.to.uri)?;
    let is_code = question.from.origin == Origin::User && to.user.starts_with(['*', '#']);
    is_code.then_some(to.user)
}

/// Does what a code asks for.
pub(super) async fn answer(
    state: &AppState,
    question: &Question,
    organisation: &organisation::Model,
    caller: &user::Model,
    dialled: &str,
) -> ApiResult<Coded> {
    let asked = Asked {
        state,
        question,
        organisation,
        caller,
        dialled,
    };
    asked.answer().await
}

/// A code that somebody has dialled.
struct Asked<'a> {
    state: &'a AppState,
    question: &'a Question,
    organisation: &'a organisation::Model,
    caller: &'a user::Model,
    dialled: &'a str,
}

impl Asked<'_> {
    async fn answer(&self) -> ApiResult<Coded> {
        let db = &self.state.db.read;
        let read = if self.dialled.len() > LONGEST_DIALLED {
            Dialled::Unknown
        } else {
            let organisation = OrganisationId(self.organisation.id);
            table::find(db, organisation).await?.read(self.dialled)
        };
        let (name, number) = match read {
            Dialled::Code { name, number } => (name, number),
            Dialled::Wrong { name } => {
                return Ok(self.refused(name.feature(), 403, words::Refusal::Incomplete));
            }
            Dialled::Unknown => {
                let reason = words::no_code(self.language());
                return Ok(Coded::Answered(Plan::reject(404, reason)));
            }
        };
        let feature = name.feature();
        let session = self.session();
        let mine = features::store::find(db, session.user, session.organisation).await?;
        if !may(&mine, feature) {
            return Ok(self.refused(feature, 403, words::Refusal::NotGranted));
        }
        let said = match name.act() {
            CodeAct::Reserved => return Ok(self.refused(feature, 403, words::Refusal::NotYet)),
            CodeAct::Call => return self.call(name, number.unwrap_or_default()).await,
            CodeAct::Status => status::of(self, feature).await,
            CodeAct::On | CodeAct::Off => {
                let is_on = name.act() == CodeAct::On;
                return self.switch(feature, is_on, number).await;
            }
        };
        let said = said?;
        let what = if said.is_on { "on" } else { "off" };
        Ok(self.said(feature, what, &said))
    }

    async fn switch(
        &self,
        feature: CodeFeature,
        is_on: bool,
        number: Option<String>,
    ) -> ApiResult<Coded> {
        match switched::once(self, feature, is_on, number).await {
            Ok(plan) => Ok(Coded::Answered(plan)),
            // What its page would refuse beside a field, the phone refuses as a whole.
            Err(ApiError::Invalid(broken)) => {
                let code = broken.first().map_or(Code::Malformed, |it| it.code);
                Ok(self.refused(feature, 403, words::Refusal::Value(code)))
            }
            Err(ApiError::NotGranted(_)) => {
                Ok(self.refused(feature, 403, words::Refusal::NotGranted))
            }
            Err(error) => Err(error),
        }
    }

    async fn call(&self, name: CodeName, number: String) -> ApiResult<Coded> {
        match name {
            CodeName::PickUpOrBargeIn => self.barge_in(&number).await,
            CodeName::VoicePortal => Ok(self.record_greeting(&number)),
            CodeName::SpeedDial8 => self.speed_dial(&number, 1).await,
            CodeName::SpeedDial100 => self.speed_dial(&number, 2).await,
            _ => Ok(Coded::Calls {
                number,
                is_hidden: Some(name == CodeName::HideNumberOnce),
            }),
        }
    }

    /// Calls whom he keeps under a code of so many digits.
    async fn speed_dial(&self, code: &str, digits: usize) -> ApiResult<Coded> {
        let (feature, db) = (CodeFeature::SpeedDial, &self.state.db.read);
        if code.len() != digits {
            return Ok(self.refused(feature, 403, words::Refusal::Incomplete));
        }
        let session = self.session();
        let dials = settings::find::<SpeedDials>(db, session.user).await?.value;
        let number = match dials.of_code(code) {
            Some(dial) => match dial.person_id {
                Some(id) => {
                    let people = colleagues::list(db, session.organisation, [id.0]).await?;
                    people.into_values().next().map(|it| it.user.extension)
                }
                None => dial.phone_number.as_ref().map(ToString::to_string),
            },
            None => None,
        };
        Ok(match number {
            Some(number) => Coded::Calls {
                number,
                is_hidden: None,
            },
            None => self.refused(feature, 404, words::Refusal::NoSuchEntry),
        })
    }

    /// Lets him speak a greeting: 1 for callers whom nobody answers, 2 for those who find him busy.
    fn record_greeting(&self, which: &str) -> Coded {
        let feature = CodeFeature::Mailbox;
        let which = match which {
            "1" => "no_answer",
            "2" => "busy",
            _ => return self.refused(feature, 403, words::Refusal::Incomplete),
        };
        let Some(media) = &self.state.config.media_server else {
            return self.refused(feature, 403, words::Refusal::NotYet);
        };
        let target = format!("sip:rec-{}-{which}@{media}", self.caller.extension);
        let reason = words::refused(self.language(), feature, words::Refusal::NotYet);
        Coded::Answered(self.at_media_server(target, Plan::reject(480, &reason)))
    }

    /// Joins the call of a colleague, who has to allow it.
    async fn barge_in(&self, extension: &str) -> ApiResult<Coded> {
        let db = &self.state.db.read;
        let feature = CodeFeature::BargeIn;
        let mut behind = behind(db, self.organisation, vec![extension.to_owned()]).await?;
        let Some(Target::User(colleague)) = behind.remove(extension) else {
            let refusal = words::Refusal::Value(Code::NobodysExtension);
            return Ok(self.refused(feature, 403, refusal));
        };
        let barge_in = settings::find::<BargeIn>(db, UserId(colleague.id)).await?;
        let is_allowed = barge_in.value.enabled && colleague.id != self.caller.id;
        let media = self.state.config.media_server.as_deref();
        let Some(media) = media.filter(|_| is_allowed) else {
            return Ok(self.refused(feature, 403, words::Refusal::NotGranted));
        };
        let reason = words::refused(self.language(), feature, words::Refusal::NotGranted);
        let target = format!("sip:barge-{extension}@{media}");
        let plan = self.at_media_server(target, Plan::reject(403, &reason));
        Ok(Coded::Answered(plan))
    }

    /// He, as if he asked from his panel.
    fn session(&self) -> Session {
        Session {
            user: UserId(self.caller.id),
            organisation: OrganisationId(self.organisation.id),
            id: None,
            confirmed_at_ms: 0,
            factor_at_ms: 0,
            opened_by: None,
        }
    }

    fn language(&self) -> Language {
        Language::of_tag(&self.caller.language).unwrap_or_default()
    }

    fn refused(&self, feature: CodeFeature, code: u16, refusal: words::Refusal) -> Coded {
        let reason = words::refused(self.language(), feature, refusal);
        let plan = self.spoken(feature, "refused", Plan::reject(code, &reason));
        Coded::Answered(plan)
    }

    fn said(&self, feature: CodeFeature, what: &str, said: &Said) -> Coded {
        Coded::Answered(self.confirmed(feature, what, said))
    }

    /// Says how something stands now.
    fn confirmed(&self, feature: CodeFeature, what: &str, said: &Said) -> Plan {
        let country = self.organisation.country.as_str();
        let reason = words::said(self.language(), feature, said, country);
        self.spoken(feature, what, Plan::reject(480, &reason))
    }

    /// At the media server, where there is one; else, and when it cannot be reached, as a reject.
    fn spoken(&self, feature: CodeFeature, what: &str, reject: Plan) -> Plan {
        match &self.state.config.media_server {
            Some(media) => {
                let target = format!("sip:code-{}-{what}@{media}", feature.word());
                self.at_media_server(target, reject)
            }
            None => reject,
        }
    }

    /// The media server is told by From who has dialled, also where his phone hides that or somebody
    /// else's is.
    fn at_media_server(&self, target: String, otherwise: Plan) -> Plan {
        Plan::Ring(Ring {
            caller_id: Some(ShownCaller {
                uri: profile::address(self.caller, self.organisation),
                display: None,
                anonymous: false,
            }),
            steps: vec![Step::new(vec![Leg::new(target)], LONGEST_RING_SECONDS)],
            on_busy: Some(Box::new(otherwise.clone())),
            on_no_answer: Some(Box::new(otherwise)),
            ..Ring::default()
        })
    }
}
