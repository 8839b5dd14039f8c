use belroute_shared::{
    error::FieldError,
    voicemail::pin::{
        BlockContiguousSequences, BlockPreviousPasscodes, BlockRepeatedDigits, DaysRule, PinBasics,
        PinLength, PinRules,
    },
};
use leptos::prelude::*;

use super::counted::{Counted, CountedRule, Number, NumberField};
use crate::{
    awaited::Awaited,
    company::entry::{Saving, SettingsForm},
    fetched::Fetched,
    form::Submission,
    http, t,
    ui::Tick,
};

const RULES: &str = "/v1/telephony/config/voicemail/rules";
const MIN: &str = "defaultVoicemailPinRules.length.min";
const MAX: &str = "defaultVoicemailPinRules.length.max";
const SAME: &str = "defaultVoicemailPinRules.blockRepeatedDigits.max";
const UP: &str = "defaultVoicemailPinRules.blockContiguousSequences.numberOfAscendingDigits";
const DOWN: &str = "defaultVoicemailPinRules.blockContiguousSequences.numberOfDescendingDigits";
const BEFORE: &str = "blockPreviousPasscodes.numberOfPasscodes";
const EXPIRES: &str = "expirePasscode.numberOfDays";
const KEPT: &str = "changePasscode.numberOfDays";

/// What a PIN has to be.
#[component]
pub(super) fn PinCard() -> impl IntoView {
    let saved = Fetched::idle(|| http::get::<PinRules>(RULES)).started();
    view! {
        <section class="card company-card" aria-labelledby="pin-heading">
            <h2 id="pin-heading">{t!(company_voicemail.pin)}</h2>
            <p class="soft">{t!(company_voicemail.pin_text)}</p>
            <Awaited wait=saved rows=8>
                {move || {
                    let draft = saved.get_untracked().map(Draft::of);
                    draft.map(|draft| view! { <Rules saved draft /> })
                }}
            </Awaited>
        </section>
    }
}

/// The rules, while somebody changes them.
#[derive(Clone, Copy)]
struct Draft {
    min: Number,
    max: Number,
    has_no_pattern: RwSignal<bool>,
    same: Counted,
    runs: RwSignal<bool>,
    up: Number,
    down: Number,
    before: Counted,
    expires: Counted,
    kept: Counted,
}

impl Draft {
    fn of(saved: PinRules) -> Self {
        let basics = saved.default_voicemail_pin_rules;
        let (same, runs) = (
            basics.block_repeated_digits,
            basics.block_contiguous_sequences,
        );
        let days = |rule: DaysRule| Counted::of(rule.enabled, rule.number_of_days);
        let before = saved.block_previous_passcodes;
        Self {
            min: Number::of(basics.length.min),
            max: Number::of(basics.length.max),
            has_no_pattern: RwSignal::new(basics.block_repeated_patterns_enabled),
            same: Counted::of(same.enabled, same.max),
            runs: RwSignal::new(runs.enabled),
            up: Number::of(runs.number_of_ascending_digits),
            down: Number::of(runs.number_of_descending_digits),
            before: Counted::of(before.enabled, before.number_of_passcodes),
            expires: days(saved.expire_passcode),
            kept: days(saved.change_passcode),
        }
    }

    /// The rules, if they may be sent; all that is wrong with them otherwise.
    fn rules(self) -> Result<PinRules, Vec<FieldError>> {
        let days = |rule: Counted| DaysRule {
            enabled: rule.is_on.get_untracked(),
            number_of_days: rule.number.get(),
        };
        let rules = PinRules {
            default_voicemail_pin_rules: PinBasics {
                block_repeated_patterns_enabled: self.has_no_pattern.get_untracked(),
                block_repeated_digits: BlockRepeatedDigits {
                    enabled: self.same.is_on.get_untracked(),
                    max: self.same.number.get(),
                },
                block_contiguous_sequences: BlockContiguousSequences {
                    enabled: self.runs.get_untracked(),
                    number_of_ascending_digits: self.up.get(),
                    number_of_descending_digits: self.down.get(),
                },
                length: PinLength {
                    min: self.min.get(),
                    max: self.max.get(),
                },
                ..PinBasics::default()
            },
            expire_passcode: days(self.expires),
            change_passcode: days(self.kept),
            block_previous_passcodes: BlockPreviousPasscodes {
                enabled: self.before.is_on.get_untracked(),
                number_of_passcodes: self.before.number.get(),
            },
        };
        rules.check().map(|()| rules)
    }
}

#[component]
fn Rules(saved: Fetched<PinRules>, draft: Draft) -> impl IntoView {
    let saving = Saving::new(&[MIN, MAX, SAME, UP, DOWN, BEFORE, EXPIRES, KEPT]);
    let on_submit = move |()| {
        saving.save(saved, draft.rules(), |rules| async move {
            http::put(RULES, &rules).await
        });
    };
    let submission = saving.submission;
    view! {
        <SettingsForm saving on_submit>
            <Digits draft submission />
            <fieldset class="company-ticks">
                <legend>{t!(company_voicemail.pin_age)}</legend>
                <CountedRule
                    ids=("pin-before", "pin-before-count")
                    label=t!(company_voicemail.before)
                    count=t!(company_voicemail.before_count)
                    rule=draft.before
                    error=submission.error_of(BEFORE)
                />
                <CountedRule
                    ids=("pin-expires", "pin-expires-days")
                    label=t!(company_voicemail.expires)
                    count=t!(company_voicemail.days)
                    rule=draft.expires
                    error=submission.error_of(EXPIRES)
                />
                <CountedRule
                    ids=("pin-kept", "pin-kept-days")
                    label=t!(company_voicemail.kept)
                    count=t!(company_voicemail.days)
                    rule=draft.kept
                    error=submission.error_of(KEPT)
                />
            </fieldset>
        </SettingsForm>
    }
}

/// What its digits have to be.
#[component]
fn Digits(draft: Draft, submission: Submission) -> impl IntoView {
    view! {
        <fieldset class="company-ticks">
            <legend>{t!(company_voicemail.digits)}</legend>
            <div class="company-fields">
                <NumberField
                    id="pin-min"
                    label=t!(company_voicemail.min)
                    value=draft.min
                    error=submission.error_of(MIN)
                />
                <NumberField
                    id="pin-max"
                    label=t!(company_voicemail.max)
                    value=draft.max
                    error=submission.error_of(MAX)
                />
            </div>
            <Tick
                id="pin-pattern"
                label=t!(company_voicemail.pattern)
                value=draft.has_no_pattern
            />
            <CountedRule
                ids=("pin-same", "pin-same-count")
                label=t!(company_voicemail.same)
                count=t!(company_voicemail.same_count)
                rule=draft.same
                error=submission.error_of(SAME)
            />
            <Tick id="pin-runs" label=t!(company_voicemail.runs) value=draft.runs />
            <div class="company-fields">
                <NumberField
                    id="pin-up"
                    label=t!(company_voicemail.up)
                    value=draft.up
                    error=submission.error_of(UP)
                />
                <NumberField
                    id="pin-down"
                    label=t!(company_voicemail.down)
                    value=draft.down
                    error=submission.error_of(DOWN)
                />
            </div>
            <p class="soft small">{t!(company_voicemail.digits_text)}</p>
        </fieldset>
    }
}
