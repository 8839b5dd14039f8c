use belroute_shared::{
    error::{Code, FieldError},
    ids::{UserId, VoiceMessageId},
    voicemail::ForwardMessage,
};
use leptos::prelude::*;

use super::api;
use crate::{
    form::{Form, Submission},
    phonebook::find_colleagues,
    pick::{Pick, Picker},
    t, text,
    ui::{Dialog, LongField, Note, Tick},
};

/// Sends a message on to a colleague.
#[component]
pub(super) fn ForwardDialog(
    id: VoiceMessageId,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog label=t!(voicemail.forward_title) close_label=t!(action.close) on_close>
            <ForwardForm id />
        </Dialog>
    }
}

#[component]
fn ForwardForm(id: VoiceMessageId) -> impl IntoView {
    let submission = Submission::new(&["personId", "comment"]);
    let colleague = RwSignal::new(None::<Pick>);
    let comment = RwSignal::new(String::new());
    let is_urgent = RwSignal::new(false);
    let sent_to = RwSignal::new(None::<String>);
    let on_submit = move |()| {
        let picked = colleague.get_untracked();
        let checked = wanted(
            picked.as_ref(),
            comment.get_untracked(),
            is_urgent.get_untracked(),
        );
        let name = picked.map(|it| it.name).unwrap_or_default();
        let request = move |body| api::forward(id, body);
        submission.send_checked(checked, request, move |()| sent_to.set(Some(name)));
    };
    view! {
        <div role="status">
            {move || {
                sent_to
                    .get()
                    .map(|name| view! { <Note>{text!(voicemail.forwarded, name)}</Note> })
            }}
        </div>
        <Show when=move || sent_to.with(Option::is_none)>
            <Form submission on_submit submit=t!(voicemail.forward)>
                <Picker
                    id="forward-to"
                    label=t!(voicemail.forward_to)
                    find=find_colleagues
                    chosen=colleague.into()
                    on_pick=Callback::new(move |pick| colleague.set(pick))
                    error=submission.error_of("personId")
                />
                <LongField
                    id="forward-comment"
                    label=t!(voicemail.comment)
                    value=comment
                    error=submission.error_of("comment")
                />
                <Tick id="forward-urgent" label=t!(voicemail.mark_urgent) value=is_urgent />
            </Form>
        </Show>
    }
}

fn wanted(
    picked: Option<&Pick>,
    comment: String,
    is_urgent: bool,
) -> Result<ForwardMessage, Vec<FieldError>> {
    let person = picked.and_then(|it| it.id.parse::<UserId>().ok());
    let Some(person_id) = person else {
        return Err(vec![FieldError::new("personId", Code::Required)]);
    };
    let message = ForwardMessage {
        person_id,
        comment: Some(comment),
        is_urgent,
    };
    let message = message.tidied();
    message.check().map_err(|error| vec![error])?;
    Ok(message)
}
