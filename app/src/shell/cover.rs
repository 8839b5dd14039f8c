use belroute_shared::{
    security::ConfirmPassword,
    session::{IdleSession, SessionState},
};
use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    confirmation::wrong_password,
    explain::explain,
    form::{Form, Submission},
    session::Session,
    t, text,
    ui::{self, Icon},
};

/// Over the page of somebody who was away for too long. Nothing of the page can be seen or reached,
/// and all of it is still there when he gives his password.
#[component]
pub(super) fn Cover() -> impl IntoView {
    let session = Session::get();
    let idle = Memo::new(move |_| match session.state() {
        Some(SessionState::Idle(idle)) => Some(idle),
        _ => None,
    });
    move || idle.get().map(|idle| view! { <Covered idle /> })
}

#[component]
fn Covered(idle: IdleSession) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    // A window lies over everything, also over one that was open already.
    let open = move || {
        if let Some(dialog) = node.get_untracked() {
            // Neither refuses, but where it is open already.
            let _ = dialog.set_attribute("closedby", "none");
            let _ = dialog.show_modal();
        }
    };
    Effect::new(move || {
        if node.get().is_some() {
            open();
        }
    });
    view! {
        <dialog
            class="cover door"
            node_ref=node
            aria-label=t!(idle.title)
            on:cancel=|event: web_sys::Event| event.prevent_default()
            // A browser may close it all the same, when Escape is pressed again and again.
            on:close=move |_: web_sys::Event| open()
        >
            <section class="card door-card">
                <p class="brand">
                    <Icon name="route" />
                    "Belroute"
                </p>
                <h1>{t!(idle.title)}</h1>
                {if idle.has_password {
                    view! { <PasswordAgain email=idle.email /> }.into_any()
                } else {
                    view! { <p class="soft">{t!(idle.through_organisation)}</p> }.into_any()
                }}
                <SomebodyElse has_password=idle.has_password />
            </section>
        </dialog>
    }
}

#[component]
fn PasswordAgain(email: String) -> impl IntoView {
    let session = Session::get();
    let password = RwSignal::new(String::new());
    let submission = Submission::new(&["password"]);
    let input = NodeRef::<html::Input>::new();
    ui::focus_when_there(input);
    let on_submit = move |()| {
        let given = ConfirmPassword {
            password: password.get_untracked(),
            code: None,
        };
        if submission.passes(given.check()) {
            submission.send(session.resume(given), |()| {});
        }
    };
    view! {
        <p class="soft">{text!(idle.text, email = email.clone())}</p>
        <Form submission on_submit submit=t!(idle.go_on) is_wide=true>
            // What a password manager looks for; he himself has read it above.
            <input type="text" autocomplete="username" value=email hidden readonly />
            <ui::PasswordField
                id="idle-password"
                label=t!(sign_in.password)
                show_label=t!(sign_in.show_password)
                value=password
                error=submission.error_in_words("password", wrong_password)
                autocomplete="current-password"
                node_ref=input
            />
        </Form>
    }
}

/// The way to the sign-in page. What was on the screen is gone then.
#[component]
fn SomebodyElse(has_password: bool) -> impl IntoView {
    let session = Session::get();
    let error = RwSignal::new(None::<String>);
    let leave = move |_| {
        spawn_local(async move {
            if let Err(refused) = session.sign_out().await {
                let _ = error.try_set(Some(explain(&refused)));
            }
        });
    };
    let words = if has_password {
        t!(idle.somebody_else)
    } else {
        t!(idle.sign_in_again)
    };
    view! {
        <button
            type="button"
            class=if has_password { "button wide" } else { "button main wide" }
            on:click=leave
        >
            {words}
        </button>
        <span class="refusal" role="status">
            {move || error.get()}
        </span>
    }
}
