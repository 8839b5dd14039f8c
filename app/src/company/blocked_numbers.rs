//! The company's block list.

use belroute_shared::{
    company::blocked_numbers::{BlockedNumber, BlockedNumbers, NewBlockedNumber},
    error::Code,
    ids::BlockedNumberId,
    live::LiveEvent,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    clock::Minute,
    explain::{explain, explain_code},
    form::{Form, Submission},
    http, intl,
    listing::{Find, Listing, Page, Rows},
    t, text,
    ui::{self, ConfirmedButton, Field, Icon, Note},
};

const BLOCKED: &str = "/v1/company/blockedNumbers";

impl Page for BlockedNumbers {
    type Row = BlockedNumber;

    fn rows(self) -> Vec<BlockedNumber> {
        self.numbers
    }
}

/// What the rows share: the list that they stand in, and why the last change was refused.
#[derive(Clone, Copy)]
struct List {
    listing: Listing<BlockedNumber>,
    refusal: RwSignal<Option<String>>,
}

impl List {
    fn let_through(self, id: BlockedNumberId) {
        self.refusal.set(None);
        spawn_local(async move {
            if let Err(error) = http::delete(&format!("{BLOCKED}/{id}")).await {
                let _ = self.refusal.try_set(Some(explain(&error)));
            }
            self.listing.refetch();
        });
    }
}

/// `/company/block-list`.
#[component]
pub(crate) fn BlockListPage() -> impl IntoView {
    ui::title(|| text!(block_list.title).to_owned());
    let listing = Listing::of::<BlockedNumbers>(BLOCKED)
        .following(|event| matches!(event, LiveEvent::BlockedNumbers));
    let refusal = RwSignal::new(None::<String>);
    provide_context(List { listing, refusal });
    view! {
        <section class="card company-card" aria-labelledby="block-heading">
            <h2 id="block-heading">{t!(block_list.block_a_number)}</h2>
            <p class="soft">{t!(block_list.text)}</p>
            <BlockForm listing />
        </section>
        <section class="card" aria-labelledby="blocked-heading">
            <header class="card-head">
                <h2 id="blocked-heading">{t!(block_list.title)}</h2>
                <Find label=t!(block_list.find) />
            </header>
            <div role="alert">
                {move || refusal.get().map(|text| view! { <Note is_problem=true>{text}</Note> })}
            </div>
            <Rows
                listing
                row
                icon="blocked"
                empty=t!(block_list.none)
                empty_text=t!(block_list.none_text)
            />
        </section>
    }
}

#[component]
fn BlockForm(listing: Listing<BlockedNumber>) -> impl IntoView {
    let number = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let submission = Submission::new(&["phoneNumber", "note"]);
    let input = NodeRef::new();
    let on_submit = move |()| {
        let new = NewBlockedNumber {
            phone_number: number.get_untracked(),
            note: Some(note.get_untracked()),
        }
        .tidied();
        if !submission.passes(new.check()) {
            return;
        }
        let request = async move { http::post::<BlockedNumber>(BLOCKED, &new).await };
        submission.send(request, move |_| {
            number.set(String::new());
            note.set(String::new());
            listing.refetch();
            // Numbers to block seldom come alone.
            ui::focus(input);
        });
    };
    view! {
        <Form submission on_submit submit=t!(block_list.block)>
            <div class="company-fields">
                <Field
                    id="block-number"
                    label=t!(block_list.number)
                    value=number
                    error=submission.error_in_words("phoneNumber", words_of_number)
                    autocomplete="off"
                    node_ref=input
                />
                <Field
                    id="block-note"
                    label=t!(block_list.note)
                    value=note
                    error=submission.error_of("note")
                    autocomplete="off"
                />
            </div>
        </Form>
    }
}

fn words_of_number(code: Code) -> &'static str {
    match code {
        Code::Taken => text!(block_list.is_blocked),
        other => explain_code(other),
    }
}

fn row(line: BlockedNumber) -> AnyView {
    let list: List = expect_context();
    let now = Minute::signal();
    let BlockedNumber {
        id,
        display,
        note,
        blocked_at,
        ..
    } = line;
    let since = move || text!(block_list.since, when = intl::moment(blocked_at, now.get()));
    let label = {
        let display = display.clone();
        move || text!(block_list.let_through_number, number = display.clone())
    };
    view! {
        <li class="company-row block-row">
            <span class="block-icon">
                <Icon name="blocked" />
            </span>
            <span class="company-words">
                <b>{display}</b>
                <small>
                    {note.map(|note| format!("{note} · "))} {since}
                </small>
            </span>
            <ConfirmedButton
                text=t!(block_list.let_through)
                label=Signal::derive(label)
                confirm=t!(block_list.let_through_confirm)
                cancel=t!(action.cancel)
                on_confirm=move |()| list.let_through(id)
            />
        </li>
    }
    .into_any()
}
