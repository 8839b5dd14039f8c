//! Kinds of actions, to look for in the log.

use belroute_shared::audit::Action;

use crate::t;

/// Some actions under one name.
pub(super) struct Kind {
    /// As it stands in the address.
    pub(super) word: &'static str,
    pub(super) text: fn() -> &'static str,
    actions: &'static [Action],
}

impl Kind {
    /// The kind of a word.
    pub(super) fn of_word(word: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.word == word)
    }

    /// Its actions as the server's filter takes them.
    pub(super) fn actions(&self) -> String {
        let words = self.actions.iter().filter_map(|action| {
            let word = serde_json::to_value(action).ok()?;
            word.as_str().map(str::to_owned)
        });
        words.collect::<Vec<_>>().join(",")
    }
}

/// All kinds.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        word: "sign-in",
        text: t!(audit.kind_sign_in),
        actions: &[
            Action::SignedIn,
            Action::SessionResumed,
            Action::SignInFailed,
            Action::IdentityLinked,
            Action::SessionEnded,
            Action::PasswordSet,
            Action::PasswordResetAsked,
            Action::FactorAdded,
            Action::FactorRemoved,
            Action::FactorMadePrimary,
            Action::EmailAddressAdded,
            Action::EmailAddressConfirmed,
            Action::EmailAddressRemoved,
            Action::EmailAddressMadePrimary,
            Action::PasskeyMayBeCopied,
            Action::RecoveryCodesMade,
            Action::RecoveryCodeUsed,
            Action::BrowsersForgotten,
        ],
    },
    Kind {
        word: "users",
        text: t!(company.users),
        actions: &[
            Action::UserMade,
            Action::UserChanged,
            Action::UserInvited,
            Action::UserDisabled,
            Action::UserEnabled,
            Action::TemporaryPasswordMade,
            Action::FactorsReset,
            Action::PictureSet,
            Action::PictureRemoved,
        ],
    },
    Kind {
        word: "settings",
        text: t!(audit.kind_settings),
        actions: &[Action::SettingChanged, Action::SettingEnded],
    },
    Kind {
        word: "panels",
        text: t!(audit.kind_panels),
        actions: &[Action::PanelOpened],
    },
    Kind {
        word: "numbers",
        text: t!(company.numbers),
        actions: &[
            Action::NumberMade,
            Action::NumberChanged,
            Action::NumberRemoved,
            Action::DefaultNumberChanged,
        ],
    },
    Kind {
        word: "dial-plans",
        text: t!(company.dial_plans),
        actions: &[
            Action::DialPlanMade,
            Action::DialPlanChanged,
            Action::DialPlanRemoved,
        ],
    },
    Kind {
        word: "schedules",
        text: t!(audit.kind_schedules),
        actions: &[
            Action::ScheduleMade,
            Action::ScheduleChanged,
            Action::ScheduleRemoved,
        ],
    },
    Kind {
        word: "calling",
        text: t!(audit.kind_calling),
        actions: &[
            Action::CallGroupMade,
            Action::CallGroupChanged,
            Action::CallGroupRemoved,
            Action::FeatureCodeChanged,
            Action::HostChanged,
            Action::GuestReleased,
            Action::RecordingChanged,
            Action::MailboxRulesChanged,
            Action::PinSet,
            Action::GreetingSet,
            Action::GreetingRemoved,
            Action::MailboxShared,
            Action::MessageHeard,
        ],
    },
    Kind {
        word: "phonebook",
        text: t!(audit.kind_phonebook),
        actions: &[
            Action::ContactMade,
            Action::ContactChanged,
            Action::ContactRemoved,
            Action::ContactsImported,
            Action::NumberBlocked,
            Action::NumberUnblocked,
        ],
    },
    Kind {
        word: "features",
        text: t!(feature_access.title),
        actions: &[Action::FeatureAccessChanged],
    },
    Kind {
        word: "rules",
        text: t!(sign_in_rules.title),
        actions: &[
            Action::SignInRulesChanged,
            Action::ProviderSet,
            Action::ProviderRemoved,
        ],
    },
    Kind {
        word: "strangers",
        text: t!(audit.kind_strangers),
        actions: &[Action::StrangerNamed],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_names_its_actions_as_the_server_does() {
        let kind = Kind::of_word("dial-plans").unwrap();
        assert_eq!(
            kind.actions(),
            "dialPlanMade,dialPlanChanged,dialPlanRemoved"
        );
        assert!(Kind::of_word("weather").is_none());
    }
}
