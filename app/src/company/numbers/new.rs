use belroute_shared::{
    company::numbers::NewNumber,
    error::{Code, FieldError},
    number::typed,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    api,
    form::{Draft, FIELDS, NumberFields},
};
use crate::{
    form::{Form, Submission},
    paths, t, text,
    ui::{self, Field},
};

/// `/company/numbers/new`.
#[component]
pub(crate) fn NewNumberPage() -> impl IntoView {
    ui::title(|| text!(numbers.add).to_owned());
    let number = RwSignal::new(String::new());
    let draft = Draft::of(None);
    let submission = Submission::new(FIELDS);
    let navigate = use_navigate();
    let back = navigate.clone();
    let on_submit = move |()| {
        let navigate = navigate.clone();
        match read(number.get_untracked(), draft) {
            Ok(new) => {
                let request = async move { api::create(&new).await };
                submission.send(request, move |made| {
                    let page = paths::company_number(&made.number);
                    navigate(&page, NavigateOptions::default());
                });
            }
            Err(broken) => {
                submission.passes(Err(broken));
            }
        }
    };
    view! {
        <section class="card company-card" aria-labelledby="new-number">
            <h2 id="new-number">{t!(numbers.add)}</h2>
            <p class="soft">{t!(numbers.add_text)}</p>
            <Form
                submission
                on_submit
                submit=t!(numbers.add)
                on_cancel=move |()| back(paths::COMPANY_NUMBERS, NavigateOptions::default())
            >
                <Field
                    id="number"
                    label=t!(numbers.number)
                    value=number
                    error=submission.error_of("number")
                    autocomplete="off"
                />
                <NumberFields draft submission />
            </Form>
        </section>
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
