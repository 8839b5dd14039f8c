use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    api,
    form::{Draft, FIELDS, UserFields},
};
use crate::{
    form::{Form, Submission},
    paths, t, text, ui,
};

/// `/company/users/new`: somebody new, who gets a mail with a link.
#[component]
pub(crate) fn NewUserPage() -> impl IntoView {
    ui::title(|| text!(users.add).to_owned());
    let draft = Draft::of(None);
    let submission = Submission::new(FIELDS);
    let navigate = use_navigate();
    let back = navigate.clone();
    let on_submit = move |()| {
        let navigate = navigate.clone();
        match draft.settings() {
            Ok(settings) => {
                let request = async move { api::create(&settings).await };
                submission.send(request, move |made| {
                    navigate(&paths::company_user(made.id), NavigateOptions::default());
                });
            }
            Err(broken) => {
                submission.passes(Err(broken));
            }
        }
    };
    view! {
        <section class="card company-card" aria-labelledby="new-user">
            <h2 id="new-user">{t!(users.add)}</h2>
            <p class="soft">{t!(users.add_text)}</p>
            <Form
                submission
                on_submit
                submit=t!(users.make_and_invite)
                on_cancel=move |()| back(paths::COMPANY_USERS, NavigateOptions::default())
            >
                <UserFields draft submission />
            </Form>
        </section>
    }
}
