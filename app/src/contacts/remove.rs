use leptos::{prelude::*, task::spawn_local};

use crate::{
    explain::explain,
    http::Request,
    t, text,
    ui::{self, ConfirmedButton, Note},
};

/// Takes a contact away, once that is confirmed.
#[component]
pub fn RemoveContact(
    /// What it is called.
    name: String,
    /// Says that it shall go.
    confirm: fn() -> &'static str,
    /// Id of the heading of the list, which has the focus then.
    #[prop(default = "contacts-heading")]
    heading: &'static str,
    /// Asks the server to take it away.
    remove: Callback<(), Request<()>>,
    /// Called when it has gone.
    on_done: Callback<()>,
) -> impl IntoView {
    let refusal = RwSignal::new(None::<String>);
    let label = move || text!(contacts.remove_name, name = name.clone());
    let on_confirm = move |()| {
        refusal.set(None);
        let request = remove.run(());
        spawn_local(async move {
            match request.await {
                Ok(()) => {
                    // The window may be closed already.
                    let _ = on_done.try_run(());
                    // What opened the window goes from the list.
                    request_animation_frame(move || ui::lead_focus(heading));
                }
                Err(error) => {
                    let _ = refusal.try_set(Some(explain(&error)));
                }
            }
        });
    };
    view! {
        <div class="contact-remove">
            <ConfirmedButton
                text=t!(contacts.remove)
                label=Signal::derive(label)
                confirm
                cancel=t!(action.cancel)
                on_confirm
            />
            <div role="alert">
                {move || refusal.get().map(|text| view! { <Note is_problem=true>{text}</Note> })}
            </div>
        </div>
    }
}
