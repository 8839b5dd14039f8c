use belroute_shared::settings::feature_codes::{CodeName, FeatureCodes};
use leptos::prelude::*;

use crate::{fetched::Fetched, http, text};

/// What is dialled before the code of a speed dial: companies may choose others than the usual.
#[derive(Clone, Copy)]
pub(super) struct DialCodes(Fetched<FeatureCodes>);

impl DialCodes {
    /// Offers them to everything below.
    pub(super) fn provide() {
        let path = "/v1/telephony/config/people/me/settings/featureAccessCode";
        let codes = Fetched::idle(move || http::get(path)).started();
        provide_context(Self(codes));
    }

    pub(super) fn get() -> Self {
        expect_context()
    }

    /// Everything that is dialled for a code of one digit, or of two.
    pub(super) fn dialled(self, code: &str) -> String {
        let name = match code.len() {
            1 => CodeName::SpeedDial8,
            _ => CodeName::SpeedDial100,
        };
        format!("{} {code}", self.of(name))
    }

    /// How the two kinds of codes are dialled.
    pub(super) fn explained(self) -> String {
        text!(
            contacts.dial_code_text,
            one = self.of(CodeName::SpeedDial8),
            two = self.of(CodeName::SpeedDial100)
        )
    }

    fn of(self, name: CodeName) -> String {
        let chosen = self.0.with(|all| {
            let mut all = all.into_iter().flat_map(|it| &it.feature_access_code_list);
            all.find(|it| it.name == name.word())
                .map(|it| it.code.clone())
        });
        chosen.unwrap_or_else(|| name.usual().iter().next().unwrap_or_default().to_owned())
    }
}
