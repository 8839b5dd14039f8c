//! Which step is next.

use sea_orm::{ConnectionTrait, DbErr};

use super::store::Pending;
use crate::second_factors::store as factors;

/// A step of the way in, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Prove oneself with a second factor.
    SecondFactor,
    /// Choose a new password.
    NewPassword,
    /// Set a second factor up.
    Enrolment,
    /// Look at the recovery codes.
    RecoveryCodes,
    /// Nothing is left.
    Done,
}

/// What the next step depends on.
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent facts, each of a column of its own"
)]
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// The user has a second factor.
    pub(super) has_factor: bool,
    /// He has given it, or this browser is remembered.
    pub(super) has_given_factor: bool,
    /// An administrator wants the password changed.
    pub(super) must_change_password: bool,
    /// The organisation requires a second factor.
    pub(super) requires_factor: bool,
    /// He has said that he keeps his recovery codes.
    pub(super) has_stored_codes: bool,
}

impl Facts {
    pub(super) async fn of(db: &impl ConnectionTrait, pending: &Pending) -> Result<Self, DbErr> {
        let factors = factors::list(db, pending.user_id()).await?;
        Ok(Self {
            has_factor: !factors.is_empty(),
            has_given_factor: pending.row.has_second_factor,
            must_change_password: pending.user.must_change_password,
            requires_factor: pending.organisation.requires_second_factor,
            has_stored_codes: pending.user.has_stored_codes,
        })
    }
}

/// The step that is open.
///
/// The factor comes before a changed password, so that somebody who has got hold of a temporary
/// password alone cannot take over the account of who has one.
pub(super) fn next(facts: Facts) -> Step {
    if facts.has_factor && !facts.has_given_factor {
        Step::SecondFactor
    } else if facts.must_change_password {
        Step::NewPassword
    } else if facts.requires_factor && !facts.has_factor {
        Step::Enrolment
    } else if facts.has_factor && !facts.has_stored_codes {
        Step::RecoveryCodes
    } else {
        Step::Done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Facts = Facts {
        has_factor: false,
        has_given_factor: false,
        must_change_password: false,
        requires_factor: false,
        has_stored_codes: true,
    };

    #[test]
    fn a_password_is_enough_where_nothing_else_is_asked() {
        assert_eq!(next(NOTHING), Step::Done);
    }

    #[test]
    fn the_whole_way_is_gone_in_order() {
        let mut facts = Facts {
            must_change_password: true,
            requires_factor: true,
            ..NOTHING
        };
        assert_eq!(next(facts), Step::NewPassword);
        facts.must_change_password = false;
        assert_eq!(next(facts), Step::Enrolment);
        (facts.has_factor, facts.has_given_factor) = (true, true);
        facts.has_stored_codes = false;
        assert_eq!(next(facts), Step::RecoveryCodes);
        facts.has_stored_codes = true;
        assert_eq!(next(facts), Step::Done);
    }

    #[test]
    fn a_factor_is_asked_before_a_temporary_password_is_replaced() {
        let facts = Facts {
            has_factor: true,
            must_change_password: true,
            ..NOTHING
        };
        assert_eq!(next(facts), Step::SecondFactor);
    }

    #[test]
    fn every_combination_has_a_next_step_and_done_means_done() {
        for bits in 0..32_u8 {
            let bit = |place: u8| bits & (1 << place) != 0;
            let facts = Facts {
                has_factor: bit(0),
                has_given_factor: bit(1),
                must_change_password: bit(2),
                requires_factor: bit(3),
                has_stored_codes: bit(4),
            };
            if next(facts) == Step::Done {
                assert!(!facts.must_change_password);
                assert!(!facts.requires_factor || facts.has_factor);
                assert!(!facts.has_factor || facts.has_given_factor);
            }
        }
    }
}
