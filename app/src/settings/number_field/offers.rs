use belroute_shared::{
    extra_numbers::{ExtraNumberLabel, ShownExtraNumbers},
    phonebook::{Entry, Section},
    typed_number::Takes,
};
use leptos::{oco::Oco, prelude::*};

/// So many are offered; more letters find the others.
pub(super) const MOST: usize = 6;

/// A number of somebody in the phonebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// Whose.
    pub(super) name: String,
    /// The number as people write it, with what it is.
    pub(super) detail: String,
    /// The number.
    pub(super) number: String,
}

/// The numbers that a field takes, of what a search has found.
pub(super) fn offers_of(sections: &[Section], takes: Takes) -> Vec<Offer> {
    let entries = sections.iter().flat_map(|section| &section.entries);
    let offers = entries.flat_map(|entry| offers_of_entry(entry, takes));
    offers.take(MOST).collect()
}

/// Whether a field is offered the user's own extra numbers: somebody is to be reached at it.
pub(super) fn takes_own(takes: Takes) -> bool {
    takes.is_called() || takes == Takes::ReachedNumber
}

/// Those of the user's own extra numbers that fit what was typed; all where nothing was.
pub(super) fn own_offers(
    own: &ShownExtraNumbers,
    typed: &str,
    name_of: impl Fn(ExtraNumberLabel) -> String,
) -> Vec<Offer> {
    let digits_of = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (wanted, digits) = (typed.trim().to_lowercase(), digits_of(typed));
    let offers = own.extra_numbers.iter().map(|it| Offer {
        name: name_of(it.extra_number.label),
        detail: it.display.clone(),
        number: it.extra_number.number.to_string(),
    });
    let fits = |offer: &Offer| {
        if digits.is_empty() {
            offer.name.to_lowercase().contains(&wanted)
        } else {
            offer.number.contains(&digits) || digits_of(&offer.detail).contains(&digits)
        }
    };
    offers.filter(fits).collect()
}

fn offers_of_entry(entry: &Entry, takes: Takes) -> impl Iterator<Item = Offer> {
    let offer = |detail: String, number: &str| Offer {
        name: entry.name.clone(),
        detail,
        number: number.to_owned(),
    };
    let extension = entry.extension.as_deref();
    let extension = extension.filter(|_| takes.takes_extension());
    let public = entry.numbers.iter().map(move |it| {
        let detail = match &it.label {
            Some(label) => format!("{} · {label}", it.display),
            None => it.display.clone(),
        };
        offer(detail, &it.number)
    });
    let internal = extension.map(|it| offer(it.to_owned(), it));
    internal.into_iter().chain(public)
}

/// What is offered, below the line.
#[component]
pub(super) fn Offers(
    /// Id of the line.
    id: Oco<'static, str>,
    label: Signal<String>,
    offers: Memo<Vec<Offer>>,
    /// The one that the arrow keys have come to.
    active: RwSignal<Option<usize>>,
    on_pick: Callback<Offer>,
) -> impl IntoView {
    let list_id = format!("{id}-offers");
    let id = StoredValue::new(id);
    let option = move |(at, offer): (usize, Offer)| {
        let (name, detail) = (offer.name.clone(), offer.detail.clone());
        let is_active = move || (active.get() == Some(at)).to_string();
        view! {
            <li
                id=id.with_value(|id| format!("{id}-offer-{at}"))
                role="option"
                class="pick-option"
                aria-selected=is_active
                on:click=move |_| on_pick.run(offer.clone())
            >
                <span>{name}</span>
                <span class="soft">{detail}</span>
            </li>
        }
    };
    view! {
        // The line keeps the focus while one presses here.
        <ul
            class="number-offers"
            id=list_id
            role="listbox"
            aria-label=move || label.get()
            hidden=move || offers.with(Vec::is_empty)
            on:mousedown=move |event| event.prevent_default()
        >
            {move || offers.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use belroute_shared::{
        extra_numbers::{ExtraNumber, ShownExtraNumber},
        ids::EntryId,
        phonebook::{EntryKind, EntryNumber},
        typed_number::TypedNumber,
    };

    use super::*;

    fn colleagues(count: usize) -> Vec<Section> {
        let id: EntryId = serde_json::from_str("\"019f0000-0000-7000-8000-000000000001\"").unwrap();
        let entry = Entry {
            id,
            kind: EntryKind::Colleague,
            name: "Bas de Vries".to_owned(),
            company: None,
            extension: Some("2044".to_owned()),
            numbers: vec![EntryNumber {
                number: "+442079460044".to_owned(),
                display: "020 7946 0044".to_owned(),
                label: Some("direct".to_owned()),
            }],
            presence: None,
            is_favourite: false,
            picture: None,
        };
        vec![Section {
            kind: EntryKind::Colleague,
            entries: vec![entry; count],
            next: None,
        }]
    }

    #[test]
    fn a_destination_may_be_internal_and_what_rings_beside_may_not() {
        let numbers = |takes| -> Vec<String> {
            let offers = offers_of(&colleagues(1), takes);
            offers.into_iter().map(|it| it.number).collect()
        };
        assert_eq!(numbers(Takes::Destination), ["2044", "+442079460044"]);
        assert_eq!(numbers(Takes::PublicNumber), ["+442079460044"]);
    }

    #[test]
    fn no_more_are_offered_than_can_be_looked_over() {
        assert_eq!(offers_of(&colleagues(20), Takes::Destination).len(), MOST);
    }

    #[test]
    fn of_the_own_numbers_those_are_offered_that_fit_what_was_typed() {
        let number = |number: &str, display: &str, label| ShownExtraNumber {
            extra_number: ExtraNumber {
                number: TypedNumber::new(number),
                label,
                shown_to_colleagues: false,
            },
            display: display.to_owned(),
        };
        let own = ShownExtraNumbers {
            extra_numbers: vec![
                number("+447700900397", "07700 900397", ExtraNumberLabel::Mobile),
                number("+442079460397", "020 7946 0397", ExtraNumberLabel::Home),
            ],
            limit: 5,
        };
        let offered = |typed: &str| -> Vec<String> {
            let offers = own_offers(&own, typed, |label| format!("My {}", label.word()));
            offers.into_iter().map(|it| it.number).collect()
        };
        assert_eq!(offered(" "), ["+447700900397", "+442079460397"]);
        assert_eq!(offered("MOB"), ["+447700900397"]);
        assert_eq!(offered("020 79"), ["+442079460397"]);
        assert_eq!(offered("+44 7700"), ["+447700900397"]);
        assert!(offered("anna").is_empty());
    }

    #[test]
    fn who_calls_is_never_the_user_himself() {
        assert!(takes_own(Takes::Destination) && takes_own(Takes::PublicNumber));
        assert!(!takes_own(Takes::CallerPattern));
    }
}
