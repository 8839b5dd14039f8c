//! Feature access codes: what is dialled on a phone, to be looked up.

mod words;

use belroute_shared::settings::feature_codes::{FeatureCode, FeatureCodes};
use leptos::prelude::*;

use super::{
    headings,
    open::Open,
    opened::Opened,
    part::Part,
    row::Row,
    state::{State, Words, of_setting},
};
use crate::{intl, t, text};
pub(crate) use words::of_code;

static PART: Part<FeatureCodes> = Part::plain("featureAccessCode", words);

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::CODES,
    state: || of_setting(&PART),
    told: &[],
    acting: None,
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(codes: &FeatureCodes, _words: &Words<'_>) -> State {
    State::plain(match codes.feature_access_code_list.len() {
        0 => text!(features.codes.none).to_owned(),
        1 => text!(features.codes.state_one).to_owned(),
        count => {
            let count = intl::count(u32::try_from(count).unwrap_or(u32::MAX));
            text!(features.codes.state, count)
        }
    })
}

fn form(opened: Opened<FeatureCodes>) -> AnyView {
    let is_empty = Memo::new(move |_| opened.with(|it| it.feature_access_code_list.is_empty()));
    let has_others = Memo::new(move |_| {
        opened.with(|it| {
            let mut codes = it.feature_access_code_list.iter();
            codes.any(|it| it.alternate_code.is_some())
        })
    });
    let row = move |code: FeatureCode| {
        let name = code.name;
        let alternate = code.alternate_code;
        view! {
            <tr>
                <th scope="row">{move || of_code(&name)}</th>
                <td class="code">{code.code}</td>
                {has_others.get().then(|| view! { <td class="code">{alternate}</td> })}
            </tr>
        }
    };
    view! {
        <Show
            when=move || !is_empty.get()
            fallback=|| view! { <p class="soft">{t!(features.codes.none)}</p> }
        >
            <p class="soft">{t!(features.codes.text)}</p>
            <table class="codes">
                <thead>
                    <tr>
                        <th scope="col">{t!(features.codes.what)}</th>
                        <th scope="col">{t!(features.codes.code)}</th>
                        {move || {
                            has_others
                                .get()
                                .then(|| view! { <th scope="col">{t!(features.codes.alternate)}</th> })
                        }}
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        let codes = opened.with(|it| it.feature_access_code_list.clone());
                        codes.into_iter().map(row).collect_view()
                    }}
                </tbody>
            </table>
        </Show>
    }
    .into_any()
}
