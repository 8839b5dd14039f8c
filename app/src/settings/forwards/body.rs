use belroute_shared::{
    settings::call_forwarding::CallForwarding,
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use super::access::Which;
use crate::{
    settings::{
        form::{EditTick, SettingForm, Switch},
        number_field::NumberField,
        opened::Opened,
        rings_field::RingsField,
        until::Until,
    },
    t,
    written_numbers::WrittenNumbers,
};

/// Ids of the controls of a case, and where its destination stands on the wire.
struct Ids {
    switch: &'static str,
    destination: &'static str,
    mailbox: &'static str,
    field: &'static str,
}

impl Which {
    fn ids(self) -> Ids {
        match self {
            Self::Always => Ids {
                switch: "forward-everyone-on",
                destination: "forward-everyone-to",
                mailbox: "forward-everyone-mailbox",
                field: "callForwarding.always.destination",
            },
            Self::Busy => Ids {
                switch: "when-busy-on",
                destination: "when-busy-to",
                mailbox: "when-busy-mailbox",
                field: "callForwarding.busy.destination",
            },
            Self::NoAnswer => Ids {
                switch: "when-not-answered-on",
                destination: "when-not-answered-to",
                mailbox: "when-not-answered-mailbox",
                field: "callForwarding.noAnswer.destination",
            },
            Self::NotReachable => Ids {
                switch: "when-not-reachable-on",
                destination: "when-not-reachable-to",
                mailbox: "when-not-reachable-mailbox",
                field: "businessContinuity.destination",
            },
        }
    }

    fn text(self) -> fn() -> &'static str {
        match self {
            Self::Always => t!(calling.everyone.text),
            Self::Busy => t!(calling.busy.text),
            Self::NoAnswer => t!(calling.no_answer.text),
            Self::NotReachable => t!(calling.unreachable.text),
        }
    }
}

/// The switch, where calls go, and what belongs to one case alone.
#[component]
pub(super) fn ForwardForm(opened: Opened<CallForwarding>, which: Which) -> impl IntoView {
    let ids = which.ids();
    view! {
        <SettingForm opened switch=which.switch_over()>
            <Switch
                opened
                id=ids.switch
                label=t!(calling.forward.on)
                detail=which.text()
                is_on=move |it: &CallForwarding| which.read(it).enabled
                set=move |it: &mut CallForwarding, is_on| which.switch(it, is_on)
            />
            <Destination opened which />
            {match which {
                Which::Always => view! { <AlwaysFields opened /> }.into_any(),
                Which::NoAnswer => view! { <NoAnswerFields opened /> }.into_any(),
                Which::Busy | Which::NotReachable => ().into_any(),
            }}
        </SettingForm>
    }
}

/// Where calls go, and whether to the mailbox there, where there can be one.
#[component]
fn Destination(opened: Opened<CallForwarding>, which: Which) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let ids = which.ids();
    let destination = Memo::new(move |_| {
        let to = opened.with(|it| which.read(it).destination);
        to.map(|to| to.to_string()).unwrap_or_default()
    });
    let on_type = move |text: String| {
        opened.edit(|it| {
            let fields = which.fields(it);
            let is_empty = text.trim().is_empty();
            *fields.destination = (!is_empty).then(|| TypedNumber::new(text));
            // It was said about another number.
            *fields.to_mailbox = false;
        });
    };
    let is_colleague = Memo::new(move |_| {
        let looked = TypedNumber::new(destination.get()).look(Takes::Destination);
        let number = looked
            .ok()
            .and_then(|it| numbers.looked_up(it.as_str())?.number);
        number.is_some_and(|number| !number.starts_with('+'))
    });
    view! {
        <NumberField
            id=ids.destination
            label=t!(calling.forward.to)
            takes=Takes::Destination
            value=destination
            on_type
            error=opened.error_of(ids.field)
        />
        <Show when=move || is_colleague.get()>
            <EditTick
                opened
                id=ids.mailbox
                label=t!(calling.to_mailbox)
                is_on=move |it: &CallForwarding| which.read(it).destination_voicemail_enabled
                set=move |it: &mut CallForwarding, is_on| *which.fields(it).to_mailbox = is_on
            />
        </Show>
    }
}

/// Until when, and a tone.
#[component]
fn AlwaysFields(opened: Opened<CallForwarding>) -> impl IntoView {
    let is_on = Memo::new(move |_| opened.with(|it| it.call_forwarding.always.enabled));
    let set_end = move |end| opened.edit(|it| it.call_forwarding.always.enabled_until = end);
    view! {
        <Show when=move || is_on.get()>
            <Until
                id="forward-everyone-until"
                value=opened.signal(|it| it.call_forwarding.always.enabled_until)
                on_change=set_end
                error=opened.error_of("callForwarding.always.enabledUntil")
            />
        </Show>
        <EditTick
            opened
            id="forward-everyone-tone"
            label=t!(calling.forward.reminder)
            is_on=|it: &CallForwarding| it.call_forwarding.always.ring_reminder_enabled
            set=|it: &mut CallForwarding, is_on| {
                it.call_forwarding.always.ring_reminder_enabled = is_on;
            }
        />
    }
}

/// For how long the user's own phones ring before that.
#[component]
fn NoAnswerFields(opened: Opened<CallForwarding>) -> impl IntoView {
    view! {
        <RingsField
            id="when-not-answered-rings"
            label=t!(calling.forward.rings)
            value=opened.signal(|it| it.call_forwarding.no_answer.number_of_rings)
            on_change=move |rings| {
                opened.edit(|it| it.call_forwarding.no_answer.number_of_rings = rings);
            }
        />
    }
}
