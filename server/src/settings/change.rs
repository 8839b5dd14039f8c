//! A change of a user's settings: who may make it, what is judged, and who is told.

use axum::http::StatusCode;
use belroute_shared::{features::Feature, live::LiveEvent, rule::RuleFeature, settings::Setting};
use jiff::Timestamp;
use sea_orm::{DatabaseTransaction, EntityTrait as _, QuerySelect as _, sea_query::LockType};
use serde::Serialize;
use serde_json::Value;

use super::{
    company, ends,
    numbers::{self, Kept},
    rules,
    store::{self, Stored},
    view,
};
use crate::{
    audit::{self, Told},
    entity::user,
    error::{ApiError, ApiResult},
    etag::{self, IfMatch},
    features,
    json::{self, merged},
    session::Session,
    state::AppState,
};

/// A change that has begun. Changes of one user's settings go one after the other, so that what one
/// has read and judged still holds when it writes.
///
/// Everything that judges is to be read through `db`.
pub(crate) struct Change<'a> {
    state: &'a AppState,
    pub(crate) session: Session,
    /// Whose settings they are.
    pub(crate) user: user::Model,
    pub(crate) db: DatabaseTransaction,
    pub(crate) now: Timestamp,
    /// Settings that had ended by themselves before it began, and that nobody had seen to yet.
    ended: Vec<&'static str>,
}

impl<'a> Change<'a> {
    /// Begins a change of what belongs to a feature, unless it is hidden from the user.
    pub(crate) async fn begin(
        state: &'a AppState,
        session: Session,
        feature: Option<Feature>,
    ) -> ApiResult<Self> {
        let db = state.db.begin().await?;
        // SQLite has one writer and leaves the lock out. Rows that point to the user can be written
        // meanwhile: his calls and sign-ins do not wait.
        let user = user::Entity::find_by_id(session.user.0)
            .lock(LockType::NoKeyUpdate)
            .one(&db)
            .await?
            .ok_or(ApiError::SignedOut)?;
        features::require(&db, session.user, session.organisation, feature).await?;
        let now = state.clock.now();
        let ended = ends::end_of(&db, session.user, session.organisation, now).await?;
        Ok(Self {
            state,
            session,
            user,
            db,
            now,
            ended,
        })
    }

    /// A setting as it is now: what has ended by itself is off.
    pub(crate) async fn find<T: Setting>(&self) -> ApiResult<Stored<T>> {
        let session = self.session;
        let stored = store::find::<T>(&self.db, session.user).await?;
        let value = company::followed(&self.db, session.organisation, stored.value).await?;
        Ok(Stored {
            value: value.at(self.now),
            ..stored
        })
    }

    /// A setting with a patch put over it, its numbers completed. Everything that is wrong with it
    /// is refused together.
    pub(crate) async fn judged<T: Setting>(&self, before: &T, mut patch: Value) -> ApiResult<T> {
        json::renamed(&mut patch, T::ALIASES);
        json::without(&mut patch, T::READ_ONLY);
        let named = |field: &str| patch.pointer(&json::pointer(field)).is_some();
        let mut wanted = merged(before, patch.clone())?;
        wanted.forget_ends(before, &named);
        self.judged_whole(before, wanted).await
    }

    /// A setting that is to take the place of another, its numbers completed.
    pub(crate) async fn judged_whole<T: Setting>(&self, before: &T, mut wanted: T) -> ApiResult<T> {
        let kept = Kept::of(before, T::numbers);
        let mut found =
            numbers::complete(&self.db, &self.user, &mut wanted, T::numbers, &kept).await?;
        if let Some(feature) = RuleFeature::of_setting(T::NAME)
            && kept.is_switched_on(&wanted)
        {
            found.extend(rules::refused_destinations(self, feature).await?);
        }
        found.extend(wanted.check(self.now).err().into_iter().flatten());
        found.extend(wanted.check_change(before).err().into_iter().flatten());
        if found.is_empty() {
            self.require_parts(T::PARTS, before, &wanted).await?;
            Ok(wanted)
        } else {
            Err(ApiError::Invalid(found))
        }
    }

    /// Refuses to change fields that are hidden by features of their own.
    pub(crate) async fn require_parts(
        &self,
        parts: &[(&str, Feature)],
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> ApiResult<()> {
        let json = |error: serde_json::Error| ApiError::Internal(error.into());
        let before = serde_json::to_value(before).map_err(json)?;
        let after = serde_json::to_value(after).map_err(json)?;
        let (owner, organisation) = (self.session.user, self.session.organisation);
        features::require_parts(&self.db, owner, organisation, parts, (&before, &after)).await
    }

    /// Saves a setting, and gives its new version.
    pub(crate) async fn save<T: Setting>(&self, value: &T) -> ApiResult<i32> {
        let (owner, organisation) = (self.session.user, self.session.organisation);
        let now_ms = self.now.as_millisecond();
        Ok(store::save(&self.db, owner, organisation, value, now_ms).await?)
    }

    /// Writes down what was changed.
    pub(crate) async fn write_down(
        &self,
        setting: &str,
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> ApiResult<Told> {
        let now_ms = self.now.as_millisecond();
        Ok(audit::write_setting(&self.db, self.session, setting, before, after, now_ms).await?)
    }

    /// Makes it last.
    pub(crate) async fn commit(self) -> ApiResult<()> {
        self.db.commit().await?;
        ends::tell(self.state, self.session.user, self.ended);
        Ok(())
    }

    /// Writes down what was changed, makes it last, and tells the user's browsers.
    pub(crate) async fn finish(
        self,
        setting: &str,
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> ApiResult<Told> {
        let told = self.write_down(setting, before, after).await?;
        let (state, user) = (self.state, self.session.user);
        self.commit().await?;
        let setting = setting.to_owned();
        state.live.tell(user, LiveEvent::Setting { setting });
        Ok(told)
    }
}

/// Answers the `PUT` of a setting. Absent fields keep their value; a change that changes nothing is
/// not written down.
pub(crate) async fn replace<T: Setting>(
    state: &AppState,
    session: Session,
    seen: &IfMatch,
    patch: Value,
) -> ApiResult<(StatusCode, Told, etag::Header)> {
    let change = Change::begin(state, session, T::FEATURE).await?;
    let Stored { value, version } = change.find::<T>().await?;
    seen.check(
        version,
        &view::of(&change.db, session, value.clone()).await?,
    )?;
    let wanted = change.judged(&value, patch).await?;
    if wanted == value {
        let tag = etag::header(etag::of(version));
        return Ok((StatusCode::NO_CONTENT, Told::default(), tag));
    }
    let version = change.save(&wanted).await?;
    let told = change.finish(T::NAME, &value, &wanted).await?;
    let tag = etag::header(etag::of(version));
    Ok((StatusCode::NO_CONTENT, told, tag))
}
