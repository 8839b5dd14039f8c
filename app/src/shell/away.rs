use leptos::prelude::*;

use crate::{away, clock::Minute, intl, t, text, ui::Icon};

/// On top while the server cannot be reached: of when everything is that stands below, and that
/// nothing can be changed. There from the start, so that screen readers hear it come.
#[component]
pub(super) fn AwayBar() -> impl IntoView {
    let now = Minute::signal();
    let words = move || {
        away::since().map(|at| {
            let time = intl::moment(at, now.get());
            view! {
                <div class="away-bar">
                    <Icon name="alert" />
                    <p>
                        <b>{t!(away.title)}</b>
                        " "
                        {move || text!(away.text, time = time.clone())}
                    </p>
                </div>
            }
        })
    };
    view! { <div role="status">{words}</div> }
}
