use belroute_shared::calls::CallFilter;
use leptos::prelude::*;

use crate::{intl, t, text};

/// All, missed, incoming, outgoing: links, because the choice lives in the address.
#[component]
pub(super) fn Filters(
    filter: Memo<CallFilter>,
    new_missed: Signal<u32>,
    /// Leads to the list of a filter.
    #[prop(into)]
    path_of: Callback<CallFilter, String>,
) -> impl IntoView {
    let tab = move |this: CallFilter, text: fn() -> &'static str| {
        view! {
            <a
                class="tab"
                href=move || path_of.run(this)
                aria-current=move || (filter.get() == this).then_some("true")
            >
                {text}
                {move || {
                    let count = new_missed.get();
                    (this == CallFilter::Missed && count > 0)
                        .then(|| {
                            view! {
                                <span class="tab-count" aria-hidden="true">{intl::count(count)}</span>
                                <span class="visually-hidden">
                                    {text!(calls.new_missed, count = intl::count(count))}
                                </span>
                            }
                        })
                }}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=t!(calls.filter)>
            {tab(CallFilter::All, t!(calls.all))}
            {tab(CallFilter::Missed, t!(calls.missed))}
            {tab(CallFilter::Incoming, t!(calls.incoming))}
            {tab(CallFilter::Outgoing, t!(calls.outgoing))}
        </nav>
    }
}
