use belroute_shared::voicemail::pin::{NewPin, UserPinRules};
use leptos::prelude::*;

use super::{PIN, RULES, draft::PinDraft, field::PinField, lines::rules_of};
use crate::{
    awaited::Awaited,
    checks::Checks,
    fetched::Fetched,
    form::{Form, Submission},
    http, t, text,
    ui::SaveNote,
};

/// Id of the list of rules.
const CHECKS: &str = "pin-rules";

/// A new PIN, with its rules met while one types.
#[component]
pub(super) fn PinForm(#[prop(into)] on_saved: Callback<()>) -> impl IntoView {
    let rules = Fetched::idle(|| http::get::<UserPinRules>(RULES)).started();
    view! {
        <p class="soft">{t!(mailbox.pin.text)}</p>
        <Awaited wait=rules rows=3>
            {move || rules.get().map(|rules| view! { <Fields rules on_saved /> })}
        </Awaited>
    }
}

#[component]
fn Fields(rules: UserPinRules, on_saved: Callback<()>) -> impl IntoView {
    let draft = PinDraft::new(rules_of(rules));
    let submission = Submission::new(&[]);
    let is_saved = RwSignal::new(false);
    let is_idle = Memo::new(move |_| draft.pin.with(String::is_empty));
    Effect::new(move || {
        if !is_idle.get() {
            is_saved.set(false);
        }
    });
    let on_submit = move |()| {
        let Some(passcode) = draft.checked() else {
            return;
        };
        let request = async move { http::put(PIN, &NewPin { passcode }).await };
        submission.send_and(request, move |answer| match answer {
            Ok(()) => {
                draft.clear();
                is_saved.set(true);
                on_saved.run(());
            }
            Err(refused) if draft.take_refusal(&refused) => {}
            Err(refused) => submission.refuse(refused),
        });
    };
    let outcome = Signal::derive(move || {
        let is_saved = is_saved.get();
        is_saved.then(|| Ok(text!(action.saved).to_owned()))
    });
    let note = ViewFn::from(move || view! { <SaveNote outcome /> });
    view! {
        <Form
            submission
            on_submit
            submit=t!(mailbox.pin.save)
            class="setting-form"
            is_idle
            beside=note
        >
            <div class="new-password">
                <PinField
                    id="new-pin"
                    label=t!(mailbox.pin.new_pin)
                    show_label=t!(mailbox.pin.show)
                    value=draft.pin
                    error=draft.pin_error()
                    described_by=CHECKS
                    node_ref=draft.inputs.0
                />
                <Checks
                    id=CHECKS
                    label=t!(mailbox.pin.rules)
                    checks=draft.checks()
                    summary=draft.summary()
                />
            </div>
            <PinField
                id="repeated-pin"
                label=t!(mailbox.pin.again)
                show_label=t!(mailbox.pin.show_again)
                value=draft.repeated
                error=draft.repeated_error()
                node_ref=draft.inputs.1
            />
        </Form>
    }
}
