use belroute_shared::{
    email_addresses::{EmailAddresses as Known, ExtraEmailAddress, NewEmailAddress},
    error::Code,
    ids::EmailAddressId,
    live::LiveEvent,
};
use leptos::{either::Either, prelude::*, task::spawn_local};

use super::api;
use crate::{
    awaited::Awaited,
    confirmation::{Confirmation, Confirming, told},
    fetched::Fetched,
    form::{Form, Submission},
    http::HttpError,
    live::Live,
    t, text,
    ui::{self, ConfirmedButton, Field, KeptFocus, SaveNote},
};

/// Heading of this part; it has the focus where a button has gone.
const HEADING: &str = "email-addresses-heading";

/// What a press of a button is about.
#[derive(Clone, Copy)]
enum Act {
    SendAgain(EmailAddressId),
    MakePrimary(EmailAddressId),
    Remove(EmailAddressId),
}

/// What came of the last press, and beside which address it is told: the primary one has no id.
#[derive(Clone)]
struct Said {
    of: Option<EmailAddressId>,
    outcome: Result<String, String>,
}

/// My e-mail addresses: the one that I sign in with, and those that notices go to as well.
#[component]
pub(super) fn EmailAddresses() -> impl IntoView {
    view! {
        <Confirming>
            <Addresses />
        </Confirming>
    }
}

#[component]
fn Addresses() -> impl IntoView {
    let known: Fetched<Known> = Fetched::idle(api::list_email_addresses).started();
    // The link may be opened in another window, or on another device.
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Account | LiveEvent::Resync) {
            known.refetch();
        }
    });
    let confirmation = Confirmation::get();
    let said = RwSignal::new(None::<Said>);
    let sent_to = RwSignal::new(None::<String>);
    let act = Callback::new(move |act: Act| {
        said.set(None);
        spawn_local(async move {
            let told = carried_out(confirmation, act).await;
            let has_gone = said.try_set(told).is_some();
            if !has_gone {
                known.refetch();
            }
        });
    });
    let primary = Signal::derive(move || {
        known.with(|known| known.map(|it| it.primary.clone()).unwrap_or_default())
    });
    let has_room = Memo::new(move |_| known.with(|known| known.is_some_and(Known::has_room)));
    view! {
        <section class="email-addresses" aria-labelledby=HEADING>
            <h3 id=HEADING>{t!(email_addresses.title)}</h3>
            <p class="soft small">{t!(email_addresses.about)}</p>
            <Awaited wait=known rows=2>
                <ul class="email-rows" aria-labelledby=HEADING>
                    <li class="email-row">
                        <b>{move || primary.get()}</b>
                        <span class="chip good">{t!(email_addresses.primary)}</span>
                        <SaveNote outcome=beside(said, None) />
                    </li>
                    <For
                        each=move || known.get().map(|it| it.extra).unwrap_or_default()
                        key=|one| (one.id, one.address.clone(), one.is_confirmed)
                        children=move |one| view! { <OneAddress one act said /> }
                    />
                </ul>
                <Show
                    when=move || has_room.get()
                    fallback=|| view! { <p class="soft small">{t!(email_addresses.full)}</p> }
                >
                    <NewAddress known sent_to />
                </Show>
            </Awaited>
            <p class="small" role="status">
                {move || {
                    sent_to.get().map(|address| text!(email_addresses.sent, address = address))
                }}
            </p>
        </section>
    }
}

/// Does what was asked, with a proof where the server wants one; gives what is to be told.
async fn carried_out(confirmation: Confirmation, act: Act) -> Option<Said> {
    let (of, answer) = match act {
        Act::SendAgain(id) => (id, api::send_confirmation(id).await),
        Act::Remove(id) => (id, api::remove_email_address(id).await),
        Act::MakePrimary(id) => {
            let make = move || api::make_email_address_primary(id);
            (id, confirmation.run(make).await)
        }
    };
    match (answer, act) {
        (Ok(()), Act::Remove(_)) => None,
        (Ok(()), Act::SendAgain(_)) => Some(Said {
            of: Some(of),
            outcome: Ok(text!(email_addresses.sent_again).to_owned()),
        }),
        (Ok(()), Act::MakePrimary(_)) => Some(Said {
            of: None,
            outcome: Ok(text!(email_addresses.made_primary).to_owned()),
        }),
        (Err(error), _) => refusal(&error).map(|words| Said {
            of: Some(of),
            outcome: Err(words),
        }),
    }
}

fn refusal(error: &HttpError) -> Option<String> {
    match error.code() {
        Some(Code::Taken) => Some(text!(email_addresses.taken).to_owned()),
        Some(Code::TooManyAttempts) => Some(text!(email_addresses.too_often).to_owned()),
        _ => told(error),
    }
}

/// What is told beside an address.
fn beside(
    said: RwSignal<Option<Said>>,
    of: Option<EmailAddressId>,
) -> Signal<Option<Result<String, String>>> {
    Signal::derive(move || {
        said.with(|said| {
            let said = said.as_ref().filter(|said| said.of == of)?;
            Some(said.outcome.clone())
        })
    })
}

#[component]
fn OneAddress(
    one: ExtraEmailAddress,
    act: Callback<Act>,
    said: RwSignal<Option<Said>>,
) -> impl IntoView {
    // The button goes when the address is no longer what it was.
    let focus = KeptFocus::new();
    let id = one.id;
    let address = StoredValue::new(one.address);
    let tools = if one.is_confirmed {
        Either::Left(view! {
            <button
                type="button"
                class="button quiet"
                aria-label=move || {
                    text!(email_addresses.make_primary_name, address = address.get_value())
                }
                on:click=move |event| {
                    focus.press(&event);
                    act.run(Act::MakePrimary(id));
                }
            >
                {t!(email_addresses.make_primary)}
            </button>
        })
    } else {
        Either::Right(view! {
            <span class="chip wait">{t!(email_addresses.unconfirmed)}</span>
            <button
                type="button"
                class="button quiet"
                aria-label=move || {
                    text!(email_addresses.send_again_name, address = address.get_value())
                }
                on:click=move |event| {
                    focus.press(&event);
                    act.run(Act::SendAgain(id));
                }
            >
                {t!(email_addresses.send_again)}
            </button>
        })
    };
    view! {
        <li class="email-row">
            <span class="email-address">{address.get_value()}</span>
            <span class="email-tools">
                {tools}
                <ConfirmedButton
                    text=t!(email_addresses.remove)
                    label=Signal::derive(move || {
                        text!(email_addresses.remove_name, address = address.get_value())
                    })
                    confirm=t!(email_addresses.remove_confirm)
                    cancel=t!(action.cancel)
                    on_confirm=move |()| act.run(Act::Remove(id))
                />
            </span>
            <SaveNote outcome=beside(said, Some(id)) />
        </li>
    }
}

/// Adds an address, to which a link is mailed.
#[component]
fn NewAddress(
    known: Fetched<Known>,
    /// Where a link was mailed to; told outside, for the last address that there is room for.
    sent_to: RwSignal<Option<String>>,
) -> impl IntoView {
    let address = RwSignal::new(String::new());
    // The form goes when there is no room for more, and must not take the focus with it.
    on_cleanup(|| {
        request_animation_frame(|| {
            if document().get_element_by_id(HEADING).is_some() {
                ui::catch_focus(HEADING);
            }
        });
    });
    let submission = Submission::new(&["address"]);
    let on_submit = move |()| {
        sent_to.set(None);
        let new = NewEmailAddress {
            address: address.get_untracked(),
        }
        .tidied();
        let checked = match new.check() {
            Ok(()) => Ok(new),
            Err(error) => Err(vec![error]),
        };
        submission.send_checked(
            checked,
            |new| async move { api::create_email_address(&new).await },
            move |made: ExtraEmailAddress| {
                address.set(String::new());
                sent_to.set(Some(made.address));
                known.refetch();
            },
        );
    };
    view! {
        <Form submission on_submit submit=t!(email_addresses.add)>
            <Field
                id="email-address"
                label=t!(email_addresses.new_address)
                value=address
                error=submission.error_of("address")
                autocomplete="email"
                keys="email"
            />
        </Form>
    }
}
