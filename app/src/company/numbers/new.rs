use belroute_shared::{
    company::numbers::NewNumber,
    error::{Code, FieldError},
    number::typed,
};
use leptos::prelude::*;

use super::{
    api,
    form::{Draft, FIELDS, NumberFields},
};
use crate::{company::new_entry::NewEntry, form::Submission, http::Request, paths, t, ui::Field};

/// `/company/numbers/new`.
#[component]
pub(crate) fn NewNumberPage() -> impl IntoView {
    let number = RwSignal::new(String::new());
    let draft = Draft::of(None);
    let submission = Submission::new(FIELDS);
    let make = Callback::new(move |()| {
        read(number.get_untracked(), draft).map(|new| {
            Box::pin(async move {
                let made = api::create(&new).await?;
                Ok(paths::company_number(&made.number))
            }) as Request<String>
        })
    });
    view! {
        <NewEntry
            id="new-number"
            title=t!(numbers.add)
            text=t!(numbers.add_text)
            submit=t!(numbers.add)
            list=paths::COMPANY_NUMBERS
            submission
            make
        >
            <Field
                id="number"
                label=t!(numbers.number)
                value=number
                error=submission.error_of("number")
                autocomplete="off"
            />
            <NumberFields draft submission />
        </NewEntry>
    }
}

/// What was typed; whether it is a number of a country only the server can tell.
fn read(number: String, draft: Draft) -> Result<NewNumber, Vec<FieldError>> {
    let code = if number.trim().is_empty() {
        Some(Code::Required)
    } else {
        typed(&number).is_none().then_some(Code::NotANumber)
    };
    let wrong = code.map(|code| FieldError::new("number", code));
    match (draft.settings(), wrong) {
        (Ok(settings), None) => Ok(NewNumber { number, settings }),
        (settings, wrong) => Err(wrong
            .into_iter()
            .chain(settings.err().unwrap_or_default())
            .collect()),
    }
}
