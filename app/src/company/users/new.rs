use leptos::prelude::*;

use super::{
    api,
    form::{Draft, FIELDS, UserFields},
};
use crate::{company::new_entry::NewEntry, form::Submission, http::Request, paths, t};

/// `/company/users/new`: somebody new, who gets a mail with a link.
#[component]
pub(crate) fn NewUserPage() -> impl IntoView {
    let draft = Draft::of(None);
    let submission = Submission::new(FIELDS);
    let make = Callback::new(move |()| {
        draft.settings().map(|settings| {
            Box::pin(async move {
                let made = api::create(&settings).await?;
                Ok(paths::company_user(made.id))
            }) as Request<String>
        })
    });
    view! {
        <NewEntry
            id="new-user"
            title=t!(users.add)
            text=t!(users.add_text)
            submit=t!(users.make_and_invite)
            list=paths::COMPANY_USERS
            submission
            make
        >
            <UserFields draft submission />
        </NewEntry>
    }
}
