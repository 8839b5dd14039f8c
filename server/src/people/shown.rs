//! A user as clients of Webex Calling read him.

use belroute_shared::{
    error::{Code, FieldError},
    ids::UserId,
};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    account::store::Person,
    clock::moment,
    config::Config,
    directory::full_name,
    error::{ApiError, ApiResult},
    pictures,
};

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PersonBody {
    id: String,
    emails: Vec<String>,
    phone_numbers: Vec<PersonNumber>,
    extension: String,
    display_name: String,
    first_name: String,
    last_name: String,
    /// Address of his picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar: Option<String>,
    org_id: String,
    #[schema(value_type = String, format = DateTime)]
    created: Timestamp,
    /// IANA name of the organisation's time zone.
    time_zone: String,
    /// Signs in as well as the address does.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
struct PersonNumber {
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
}

impl PersonBody {
    /// A user, and the hash of his picture.
    pub(super) fn of(person: Person, picture: Option<&str>, config: &Config) -> Self {
        let Person {
            user,
            organisation,
            direct_number,
        } = person;
        let work = direct_number.map(|number| PersonNumber {
            kind: "work",
            value: number.to_string(),
        });
        let extension = PersonNumber {
            kind: "work_extension",
            value: user.extension.clone(),
        };
        let avatar = picture.map(|hash| {
            let path = pictures::path(UserId(user.id), hash);
            format!("{}{path}", config.public_url)
        });
        Self {
            id: user.id.to_string(),
            display_name: full_name(&user),
            emails: vec![user.email],
            phone_numbers: work.into_iter().chain([extension]).collect(),
            extension: user.extension,
            first_name: user.first_name,
            last_name: user.last_name,
            avatar,
            org_id: organisation.id.to_string(),
            created: moment(user.created_at_ms),
            time_zone: organisation.time_zone,
            user_name: user.login,
            kind: "person",
        }
    }

    /// Refuses a body that changes what only others change. A client sends the whole person back:
    /// what is as it was, and what this program does not know, is passed over. So is the name to be
    /// shown, which follows from the two names.
    pub(super) fn check_unchanged(&self, body: &Value) -> ApiResult<()> {
        const READ_ONLY: [&str; 7] = [
            "id",
            "emails",
            "phoneNumbers",
            "extension",
            "avatar",
            "orgId",
            "userName",
        ];
        let now = serde_json::to_value(self).map_err(|error| ApiError::Internal(error.into()))?;
        let is_changed = |field: &&str| {
            let sent = body.get(*field).filter(|sent| !sent.is_null());
            sent.is_some_and(|sent| Some(sent) != now.get(*field))
        };
        let broken: Vec<FieldError> = READ_ONLY
            .iter()
            .copied()
            .filter(is_changed)
            .map(|field| FieldError::new(field, Code::NotOffered))
            .collect();
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken.into())
        }
    }
}
