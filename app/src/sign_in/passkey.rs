use leptos::{html, prelude::*};

use crate::{
    lazy::Lazy,
    passkeys, t, text,
    ui::{self, Icon},
};

/// Somebody wants to show a passkey. What follows is loaded only then.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    /// How often he pressed.
    pub(super) presses: RwSignal<u32>,
    pub(super) is_busy: RwSignal<bool>,
    /// Whether this browser is to be remembered; there when his password was right before.
    pub(super) remember: Option<RwSignal<bool>>,
}

impl Wish {
    fn provide(remember: Option<RwSignal<bool>>) -> Self {
        let wish = Self {
            presses: RwSignal::new(0),
            is_busy: RwSignal::new(false),
            remember,
        };
        provide_context(wish);
        wish
    }

    fn press(self) {
        if !self.is_busy.get_untracked() {
            self.presses.update(|presses| *presses += 1);
        }
    }
}

/// What comes of a press.
#[component]
fn Outcome(wish: Wish) -> impl IntoView {
    let is_wanted = Memo::new(move |_| wish.presses.get() > 0);
    view! {
        <Show when=move || is_wanted.get()>
            <Lazy view=super::passkey_attempt rows=1 />
        </Show>
    }
}

/// A passkey in place of name and password; absent where the browser knows none.
#[component]
pub(super) fn PasskeyDoor() -> impl IntoView {
    let wish = Wish::provide(None);
    passkeys::are_known().then(|| {
        view! {
            <div class="door-other">
                <p class="door-or">{t!(sign_in.or)}</p>
                <button
                    type="button"
                    class="button wide"
                    aria-disabled=move || wish.is_busy.get().to_string()
                    on:click=move |_| wish.press()
                >
                    <Icon name="key" />
                    {t!(sign_in.passkey)}
                </button>
                <Outcome wish />
            </div>
        }
    })
}

/// A passkey beside the password.
#[component]
pub(super) fn PasskeyStep(
    /// The user may have this browser remembered.
    can_remember: bool,
    /// Whether he wants that.
    remember: RwSignal<bool>,
) -> impl IntoView {
    let wish = Wish::provide(Some(remember));
    let button = NodeRef::<html::Button>::new();
    Effect::new(move || {
        if let Some(button) = button.get() {
            let _ = button.focus();
        }
    });
    view! {
        <div class="form">
            {can_remember
                .then(|| view! { <ui::Tick id="remember" label=t!(second_factor.remember) value=remember /> })}
            <button
                type="button"
                class="button main wide"
                node_ref=button
                aria-disabled=move || wish.is_busy.get().to_string()
                on:click=move |_| wish.press()
            >
                <Icon name="key" />
                {move || text!(second_factor.use_passkey)}
            </button>
            <Outcome wish />
        </div>
    }
}
