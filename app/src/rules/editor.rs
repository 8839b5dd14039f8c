use belroute_shared::{error::Code, ids::RuleId, rule::criterion::Criterion};
use leptos::prelude::*;

use super::{
    api,
    form::{RuleForm, Saving},
    my_rules::MyRules,
};
use crate::{
    awaited::Awaited,
    fetched::Fetched,
    http::{HttpError, Tagged},
};

/// A rule that is not there yet.
#[component]
pub(super) fn NewRule(
    rules: MyRules,
    /// What it says before anybody has typed.
    first: Criterion,
    /// Called when it should go.
    on_close: Callback<()>,
) -> impl IntoView {
    let opened = Tagged {
        value: first,
        tag: None,
    };
    view! {
        <RuleForm
            rules
            id=None
            opened
            on_other=Callback::new(|_| {})
            on_close=Callback::new(move |_| on_close.run(()))
        />
    }
}

/// A rule that is there: as it is now, not as it was when the list was fetched.
#[component]
pub(super) fn KnownRule(
    rules: MyRules,
    id: RuleId,
    /// Called when it should go, with whether it was saved.
    on_close: Callback<bool>,
) -> impl IntoView {
    let feature = rules.feature;
    let rule = Fetched::idle(move || api::show(feature, id)).started();
    // What somebody else has saved, once it is taken in place of what was typed here.
    let other = RwSignal::new(None::<Tagged<Criterion>>);
    Effect::new(move || {
        if rule.error().and_then(|error| error.code()) == Some(Code::NotFound) {
            rules.profile.refetch();
        }
    });
    view! {
        <Awaited wait=rule rows=3>
            {move || {
                let opened = other.get().or_else(|| rule.get_untracked());
                opened
                    .map(|opened| {
                        view! {
                            <RuleForm
                                rules
                                id=Some(id)
                                opened
                                on_other=Callback::new(move |it| other.set(Some(it)))
                                on_close
                            />
                        }
                    })
            }}
        </Awaited>
    }
}

/// What came of saving a rule.
pub(super) enum Outcome {
    Saved,
    /// Somebody else has changed the rule; nothing was saved.
    Changed(Tagged<Criterion>),
}

/// Saves a rule that is still as it was when it was opened.
pub(super) async fn save(
    rules: MyRules,
    saving: Saving,
    rule: Criterion,
) -> Result<Outcome, HttpError> {
    let feature = rules.feature;
    let (id, opened) = match saving {
        Saving::New => return api::create(feature, &rule).await.map(|()| Outcome::Saved),
        Saving::Known { id, opened } => (id, opened),
    };
    match api::replace(feature, id, &rule, opened.tag.as_deref()).await {
        Err(refused) if refused.code() == Some(Code::Stale) => {}
        answer => return answer.map(|()| Outcome::Saved),
    }
    let now = api::show(feature, id).await?;
    if now.value != opened.value {
        return Ok(Outcome::Changed(now));
    }
    // Another rule of the setting was changed, which is no reason to ask anybody.
    api::replace(feature, id, &rule, now.tag.as_deref())
        .await
        .map(|()| Outcome::Saved)
}
