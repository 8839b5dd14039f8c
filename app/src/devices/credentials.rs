use belroute_shared::devices::Provisioning;
use leptos::prelude::*;

use crate::{t, text, ui};

/// What a phone has to be told, this once: the server keeps no password that it could show again.
#[component]
pub(super) fn Credentials(provisioning: Provisioning) -> impl IntoView {
    let transport = provisioning.transport.word().to_uppercase();
    view! {
        <dl class="facts">
            <Fact label=t!(devices.sip_address) value=provisioning.address />
            <Fact label=t!(devices.sip_server) value=provisioning.registrar />
            <Fact label=t!(devices.sip_transport) value=transport />
            <Fact label=t!(devices.sip_username) value=provisioning.username />
            <Fact label=t!(devices.sip_password) value=provisioning.password />
        </dl>
        <ui::Note>{t!(devices.given_once)}</ui::Note>
    }
}

#[component]
fn Fact(label: fn() -> &'static str, value: String) -> impl IntoView {
    let shown = value.clone();
    view! {
        <div class="copied-fact">
            <dt>{label}</dt>
            <dd>{shown}</dd>
            <dd>
                <ui::Copy
                    value
                    text=t!(action.copy)
                    label=Signal::derive(move || text!(devices.copy_what, what = label()))
                    done=t!(action.copied)
                />
            </dd>
        </div>
    }
}
