//! The page of a new entry of a list of the company panel.

use belroute_shared::error::FieldError;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    form::{Form, Submission},
    http::Request,
    ui,
};

/// The request that makes an entry and tells where its page is; or what is wrong with the fields.
pub(super) type Making = Result<Request<String>, Vec<FieldError>>;

/// A form that makes it and leads to its page. Giving it up leads back to the list.
#[component]
pub(super) fn NewEntry(
    /// Id of the heading.
    id: &'static str,
    /// The heading, and the title of the page.
    title: fn() -> &'static str,
    /// What it is.
    text: fn() -> &'static str,
    /// Text of the button.
    submit: fn() -> &'static str,
    /// Address of the list.
    list: &'static str,
    /// How the sending of the form goes.
    submission: Submission,
    /// Makes it of what was typed.
    make: Callback<(), Making>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    ui::title(move || title().to_owned());
    let navigate = use_navigate();
    let back = navigate.clone();
    let on_submit = move |()| {
        let navigate = navigate.clone();
        submission.send_checked(
            make.run(()),
            |request| request,
            move |page| navigate(&page, NavigateOptions::default()),
        );
    };
    let on_cancel = move |()| back(list, NavigateOptions::default());
    view! {
        <section class="card company-card" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <p class="soft">{text}</p>
            <Form submission on_submit submit on_cancel>
                {children()}
            </Form>
        </section>
    }
}
