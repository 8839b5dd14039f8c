use belroute_shared::{
    company::feature_codes::{CompanyFeatureCode, CompanyFeatureCodes},
    error::Code,
    settings::feature_codes::Codes,
};
use leptos::{html, prelude::*};

use super::api;
use crate::{
    explain::explain_code,
    fetched::Fetched,
    form::{Form, Submission},
    settings::of_code,
    t, text,
    ui::{self, Field, Icon, SaveNote},
};

/// What one code does, what is dialled, and in place a way to change that.
#[component]
pub(super) fn CodeRow(
    /// What it does, in the words of the published API.
    name: String,
    /// All codes.
    codes: Fetched<CompanyFeatureCodes>,
) -> impl IntoView {
    let name = StoredValue::new(name);
    let code = Memo::new(move |_| {
        codes.with(|all| {
            let all = all.into_iter().flat_map(|it| &it.feature_access_codes);
            let mut all = all.filter(|it| name.with_value(|name| it.name == *name));
            all.next().cloned().unwrap_or_default()
        })
    });
    let is_open = RwSignal::new(false);
    let outcome = RwSignal::new(None);
    let button = NodeRef::<html::Button>::new();
    let what = move || name.with_value(|name| of_code(name));
    let close = Callback::new(move |()| {
        is_open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    });
    let on_saved = Callback::new(move |()| {
        outcome.set(Some(Ok(text!(action.saved).to_owned())));
        codes.refetch();
        close.run(());
    });
    let press = move |_| {
        outcome.set(None);
        is_open.update(|open| *open = !*open);
    };
    view! {
        <li class="code-row">
            <span class="company-words">
                <span class="code-name">{what}</span>
                <small>{move || code.with(usual)}</small>
            </span>
            <SaveNote outcome />
            <span class="code-codes">{move || code.with(dialled)}</span>
            <button
                type="button"
                class="button quiet"
                node_ref=button
                aria-expanded=move || is_open.get().to_string()
                aria-label=move || text!(company_calling.change_label, what = what())
                on:click=press
            >
                {t!(company_calling.change)}
            </button>
            <Show when=move || is_open.get()>
                <CodeForm it=code.get_untracked() on_saved on_cancel=close />
            </Show>
        </li>
    }
}

/// What is usual, where something else was decided.
fn usual(it: &CompanyFeatureCode) -> Option<String> {
    (it.codes != it.usual).then(|| text!(company_calling.usual, code = joined(&it.usual)))
}

fn dialled(it: &CompanyFeatureCode) -> String {
    if it.codes.code.is_empty() {
        text!(company_calling.no_code).to_owned()
    } else {
        joined(&it.codes)
    }
}

fn joined(codes: &Codes) -> String {
    codes.iter().collect::<Vec<_>>().join("  ·  ")
}

#[component]
fn CodeForm(
    it: CompanyFeatureCode,
    on_saved: Callback<()>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let submission = Submission::new(&["code", "alternateCode"]);
    let code = RwSignal::new(it.codes.code.clone());
    let alternate = RwSignal::new(it.codes.alternate_code.clone().unwrap_or_default());
    let (usual, name) = (StoredValue::new(it.usual), StoredValue::new(it.name));
    let input = NodeRef::new();
    ui::focus_when_there(input);
    let id =
        move |field: &str| name.with_value(|name| format!("{field}-{}", name.replace(' ', "-")));
    let typed = move || Codes {
        code: code.get(),
        alternate_code: Some(alternate.get()),
    };
    let on_submit = move |()| {
        let wanted = untrack(typed).tidied();
        if !submission.passes(wanted.check()) {
            return;
        }
        let name = name.get_value();
        let request = async move { api::replace(&name, &wanted).await };
        submission.send(request, move |()| on_saved.run(()));
    };
    let is_usual = Memo::new(move |_| usual.with_value(|usual| typed().tidied() == *usual));
    let back = move |_| {
        let usual = usual.get_value();
        code.set(usual.code);
        alternate.set(usual.alternate_code.unwrap_or_default());
        ui::focus(input);
    };
    let beside = ViewFn::from(move || {
        view! {
            <Show when=move || !is_usual.get()>
                <button type="button" class="button quiet" on:click=back>
                    <Icon name="retry" />
                    {t!(company_calling.back_to_usual)}
                </button>
            </Show>
        }
    });
    view! {
        <Form submission on_submit submit=t!(action.save) class="code-form" on_cancel beside>
            <div class="company-fields">
                <Field
                    id=id("code")
                    label=t!(company_calling.code)
                    value=code
                    error=submission.error_in_words("code", refused)
                    autocomplete="off"
                    keys="tel"
                    node_ref=input
                />
                <Field
                    id=id("alternate")
                    label=t!(company_calling.alternate)
                    value=alternate
                    error=submission.error_in_words("alternateCode", refused)
                    autocomplete="off"
                    keys="tel"
                />
            </div>
        </Form>
    }
}

fn refused(code: Code) -> &'static str {
    match code {
        Code::Taken => text!(company_calling.code_taken),
        Code::NotACode => text!(company_calling.not_a_code),
        other => explain_code(other),
    }
}
