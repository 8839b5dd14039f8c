//! Call settings as tests ask for them, and what administrators decide about them.

use belroute_server::entity::{audit, organisation_feature, user, user_feature, user_grant};
use belroute_shared::features::{Access, Feature, OutgoingPermission};
use sea_orm::{
    ActiveModelTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Set, Unchanged,
};
use serde::Serialize;
use serde_json::Value;

use super::World;

/// The address of a setting, or of something in it.
pub(crate) fn setting(name: &str) -> String {
    format!("/v1/telephony/config/people/me/settings/{name}")
}

/// A change of a setting, as the log has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    pub(crate) setting: String,
    pub(crate) before: Value,
    pub(crate) after: Value,
}

impl World {
    /// Gives a user something.
    pub(crate) async fn grant(&self, name: &str, kind: &str) {
        let user = self.user(name);
        let row = user_grant::ActiveModel {
            user_id: Set(user.id),
            organisation_id: Set(user.organisation_id),
            kind: Set(kind.to_owned()),
            granted_at_ms: Set(Self::NOON.as_millisecond()),
        };
        self.write(async |db| row.insert(db).await.unwrap()).await;
    }

    /// Decides what one user sees.
    pub(crate) async fn decide_access(&self, name: &str, feature: Feature, access: Access) {
        let user = self.user(name);
        let row = user_feature::ActiveModel {
            user_id: Set(user.id),
            organisation_id: Set(user.organisation_id),
            feature: Set(word(feature)),
            access: Set(word(access)),
        };
        self.write(async |db| row.insert(db).await.unwrap()).await;
    }

    /// Hides a feature from everybody at Alpha about whom nothing else is decided.
    pub(crate) async fn hide_from_all(&self, feature: Feature) {
        let row = organisation_feature::ActiveModel {
            organisation_id: Set(self.seed.alpha),
            feature: Set(word(feature)),
            access: Set(word(Access::NoAccess)),
        };
        self.write(async |db| row.insert(db).await.unwrap()).await;
    }

    /// Decides where a user may have his calls sent.
    pub(crate) async fn permit(&self, name: &str, permission: OutgoingPermission) {
        let row = user::ActiveModel {
            id: Unchanged(self.user(name).id),
            outgoing_permission: Set(word(permission)),
            ..Default::default()
        };
        self.write(async |db| row.update(db).await.unwrap()).await;
    }

    /// The changes of a user's settings that were written down, the oldest first.
    pub(crate) async fn changes_of(&self, name: &str) -> Vec<Change> {
        let lines = audit::Entity::find()
            .filter(audit::COLUMN.user_id.eq(self.user(name).id))
            .filter(audit::COLUMN.action.eq("settingChanged"))
            .order_by_asc(audit::Column::Id)
            .all(&self.db().read)
            .await
            .unwrap();
        let value = |text: Option<String>| serde_json::from_str(&text.unwrap()).unwrap();
        let change = |line: audit::Model| Change {
            setting: line.object,
            before: value(line.before),
            after: value(line.after),
        };
        lines.into_iter().map(change).collect()
    }
}

fn word(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}
