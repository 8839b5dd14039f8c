//! What administrators let people see and change: the whole organisation, and single users.
//!
//! Both are maps by feature, so that there are never more entries than features. What a client
//! sends is read as words first: a word that is none of ours is refused beside its name.

use std::collections::BTreeMap;

use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, IntoDeserializer as _, value::Error},
};

use super::person::Person;
use crate::{
    error::{Code, FieldError},
    features::{Access, Feature, OutgoingPermission, access},
};

/// How the log names it when what a user sees and may do was changed.
pub const FEATURE_ACCESS: &str = "featureAccess";

/// `GET` and `PUT /v1/company/featureAccess`: what the organisation's users see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureAccess {
    /// Every feature.
    pub features: BTreeMap<Feature, Access>,
}

impl FeatureAccess {
    /// All features; one that nobody has decided about is shown.
    pub fn of(decided: impl Fn(Feature) -> Option<Access>) -> Self {
        let features = Feature::ALL.iter();
        Self {
            features: features
                .map(|feature| (*feature, access(decided(*feature), None)))
                .collect(),
        }
    }
}

/// What one user sees of a feature, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserFeature {
    /// What was decided for this user alone; `null` is as the organisation has it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub own: Option<Access>,
    /// What the organisation has decided; only read.
    pub organisation: Access,
    /// What it comes to; only read. What the user was not given at all he does not see either way.
    pub access: Access,
}

impl UserFeature {
    /// What it comes to with such words.
    pub fn of(organisation: Access, own: Option<Access>) -> Self {
        Self {
            own,
            organisation,
            access: access(Some(organisation), own),
        }
    }
}

/// `GET` and `PUT /v1/company/users/{id}/featureAccess`: what one user sees and may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UserFeatureAccess {
    /// Every feature.
    pub features: BTreeMap<Feature, UserFeature>,
    /// Where he may have his calls sent.
    pub outgoing_permission: OutgoingPermission,
}

impl UserFeatureAccess {
    /// All features, out of what the organisation has and what was decided for the user.
    pub fn of(
        organisation: &FeatureAccess,
        own: impl Fn(Feature) -> Option<Access>,
        outgoing_permission: OutgoingPermission,
    ) -> Self {
        let features = organisation.features.iter();
        Self {
            features: features
                .map(|(feature, access)| (*feature, UserFeature::of(*access, own(*feature))))
                .collect(),
            outgoing_permission,
        }
    }

    /// What was decided for this user alone, as the log keeps it.
    pub fn decided(&self) -> DecidedForUser {
        let features = self.features.iter();
        DecidedForUser {
            features: features
                .filter_map(|(feature, it)| Some((*feature, it.own?)))
                .collect(),
            outgoing_permission: self.outgoing_permission,
        }
    }
}

/// What was decided for a user alone: a line of the log compares two of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DecidedForUser {
    /// Features with a word of their own; the others are as the organisation has them.
    #[serde(flatten)]
    pub features: BTreeMap<Feature, Access>,
    /// Where he may have his calls sent.
    pub outgoing_permission: OutgoingPermission,
}

/// Somebody for whom something else was decided than for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UserWhoDiffers {
    /// Who.
    #[serde(flatten)]
    pub user: Person,
    /// Features with a word of their own; the others are as the organisation has them.
    pub features: BTreeMap<Feature, Access>,
    /// Where he may have his calls sent.
    pub outgoing_permission: OutgoingPermission,
}

/// `GET /v1/company/featureAccess/users`: users with a word of their own about a feature, or whose
/// calls may not be sent everywhere, by name; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsersWhoDiffer {
    /// The users of this page.
    pub users: Vec<UserWhoDiffers>,
}

/// [`FeatureAccess`] as a client sends it, with what it left out filled in.
#[derive(Clone, Debug, Deserialize)]
pub struct FeatureAccessWords {
    features: BTreeMap<String, Option<String>>,
}

impl FeatureAccessWords {
    /// Refuses what is no feature, and what is no access to one.
    pub fn read(self) -> Result<FeatureAccess, Vec<FieldError>> {
        let features = each(self.features, |name, word| {
            let field = format!("features.{name}");
            let word = word.ok_or_else(|| FieldError::new(&field, Code::Required))?;
            of_word(&word).ok_or_else(|| FieldError::new(field, Code::NotOffered))
        })?;
        Ok(FeatureAccess { features })
    }
}

/// [`UserFeatureAccess`] as a client sends it, with what it left out filled in. What can only be
/// read is passed over.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserFeatureAccessWords {
    features: BTreeMap<String, OwnWord>,
    outgoing_permission: String,
}

#[derive(Clone, Debug, Deserialize)]
struct OwnWord {
    #[serde(default)]
    own: Option<String>,
}

impl UserFeatureAccessWords {
    /// Refuses what is no feature, no access to one, and no permission; of a user in such an
    /// organisation.
    pub fn read(self, organisation: &FeatureAccess) -> Result<UserFeatureAccess, Vec<FieldError>> {
        let own = each(self.features, |name, word| {
            let Some(word) = word.own else {
                return Ok(None);
            };
            let refused = || FieldError::new(format!("features.{name}.own"), Code::NotOffered);
            of_word(&word).map(Some).ok_or_else(refused)
        });
        let permission = of_word(&self.outgoing_permission);
        let refused = || FieldError::new("outgoingPermission", Code::NotOffered);
        match (own, permission) {
            (Ok(own), Some(permission)) => {
                let own = |feature| own.get(&feature).copied().flatten();
                Ok(UserFeatureAccess::of(organisation, own, permission))
            }
            (own, permission) => {
                let mut broken = own.err().unwrap_or_default();
                broken.extend(permission.is_none().then(refused));
                Err(broken)
            }
        }
    }
}

/// Reads what stands under each name. More names that are no feature than there are features are
/// refused as a whole, so that the answer is never longer than the question.
fn each<W, T>(
    words: BTreeMap<String, W>,
    read: impl Fn(&str, W) -> Result<T, FieldError>,
) -> Result<BTreeMap<Feature, T>, Vec<FieldError>> {
    if words.len() > 2 * Feature::ALL.len() {
        return Err(vec![FieldError::new("features", Code::TooMany)]);
    }
    let (mut found, mut broken) = (BTreeMap::new(), Vec::new());
    for (name, word) in words {
        let Some(feature) = of_word(&name) else {
            broken.push(FieldError::new(
                format!("features.{name}"),
                Code::NotOffered,
            ));
            continue;
        };
        match read(&name, word) {
            Ok(value) => {
                found.insert(feature, value);
            }
            Err(refused) => broken.push(refused),
        }
    }
    if broken.is_empty() {
        Ok(found)
    } else {
        Err(broken)
    }
}

fn of_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    let word: Result<T, Error> = T::deserialize(word.into_deserializer());
    word.ok()
}

#[cfg(test)]
mod tests {
    use Access::{FullAccess, NoAccess};
    use serde_json::{Value, json};

    use super::*;

    fn organisation() -> FeatureAccess {
        FeatureAccess::of(|feature| (feature == Feature::BargeIn).then_some(NoAccess))
    }

    fn told(broken: Vec<FieldError>) -> Vec<(String, Code)> {
        broken.into_iter().map(|it| (it.field, it.code)).collect()
    }

    fn read(words: Value) -> Result<FeatureAccess, Vec<(String, Code)>> {
        let words: FeatureAccessWords = serde_json::from_value(words).unwrap();
        words.read().map_err(told)
    }

    fn read_of_user(words: Value) -> Result<UserFeatureAccess, Vec<(String, Code)>> {
        let words: UserFeatureAccessWords = serde_json::from_value(words).unwrap();
        words.read(&organisation()).map_err(told)
    }

    #[test]
    fn every_feature_is_in_it_and_shown_unless_somebody_decided_otherwise() {
        let access = organisation();
        assert_eq!(access.features.len(), Feature::ALL.len());
        assert_eq!(access.features[&Feature::BargeIn], NoAccess);
        assert_eq!(access.features[&Feature::Voicemail], FullAccess);
    }

    #[test]
    fn the_users_word_decides_and_without_one_the_organisations() {
        let own = |feature| match feature {
            Feature::BargeIn => Some(FullAccess),
            Feature::Hoteling => Some(NoAccess),
            _ => None,
        };
        let access = UserFeatureAccess::of(&organisation(), own, OutgoingPermission::National);
        let shown = |feature| access.features[&feature].access;
        assert_eq!(shown(Feature::BargeIn), FullAccess);
        assert_eq!(shown(Feature::Hoteling), NoAccess);
        assert_eq!(shown(Feature::Voicemail), FullAccess);
        assert_eq!(
            serde_json::to_value(access.features[&Feature::Voicemail]).unwrap(),
            json!({ "own": null, "organisation": "FULL_ACCESS", "access": "FULL_ACCESS" })
        );
        assert_eq!(
            serde_json::to_value(access.decided()).unwrap(),
            json!({
                "bargeIn": "FULL_ACCESS",
                "hoteling": "NO_ACCESS",
                "outgoingPermission": "NATIONAL",
            })
        );
    }

    #[test]
    fn what_is_written_is_read_back() {
        let own = |feature| (feature == Feature::Hoteling).then_some(NoAccess);
        let user = UserFeatureAccess::of(&organisation(), own, OutgoingPermission::Internal);
        let whole = serde_json::to_value(organisation()).unwrap();
        assert_eq!(read(whole), Ok(organisation()));
        let whole = serde_json::to_value(&user).unwrap();
        assert_eq!(read_of_user(whole), Ok(user));
    }

    #[test]
    fn words_that_are_none_of_ours_are_refused_beside_their_name() {
        let words = json!({ "features": {
            "bargeIn": "SOME_ACCESS", "hoteling": null, "voicemail": "NO_ACCESS", "weather": "NO_ACCESS",
        } });
        let expected = [
            ("features.bargeIn".to_owned(), Code::NotOffered),
            ("features.hoteling".to_owned(), Code::Required),
            ("features.weather".to_owned(), Code::NotOffered),
        ];
        assert_eq!(read(words), Err(expected.to_vec()));
        let words = json!({
            "features": {
                "bargeIn": { "own": "no_access" }, "hoteling": { "own": null }, "weather": {},
            },
            "outgoingPermission": "EVERYWHERE",
        });
        let expected = [
            ("features.bargeIn.own".to_owned(), Code::NotOffered),
            ("features.weather".to_owned(), Code::NotOffered),
            ("outgoingPermission".to_owned(), Code::NotOffered),
        ];
        assert_eq!(read_of_user(words), Err(expected.to_vec()));
    }

    #[test]
    fn a_flood_of_names_is_refused_in_one_word() {
        let names = |count: usize| {
            let names = (0..count).map(|name| (format!("f{name}"), json!("NO_ACCESS")));
            json!({ "features": Value::Object(names.collect()) })
        };
        let most = 2 * Feature::ALL.len();
        assert_eq!(read(names(most)).unwrap_err().len(), most);
        let flood = ("features".to_owned(), Code::TooMany);
        assert_eq!(read(names(most + 1)), Err(vec![flood]));
    }
}
