use belroute_shared::{
    ids::ScheduleId,
    schedules::{ScheduleLevel, ScheduleType},
};

use crate::paths;

/// Whose schedules a page is about. A user sees his own and the company's; administrators change
/// the company's at a page of the company panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Whoever sits at the panel.
    Mine,
    /// The company.
    Company,
}

impl Owner {
    /// The level of what is made here.
    pub(super) fn level(self) -> ScheduleLevel {
        match self {
            Self::Mine => ScheduleLevel::People,
            Self::Company => ScheduleLevel::Location,
        }
    }

    /// Whether a schedule of a level is changed here.
    pub(super) fn may_change(self, level: ScheduleLevel) -> bool {
        self.level() == level
    }

    /// Address of the list.
    pub(super) fn list(self) -> &'static str {
        match self {
            Self::Mine => paths::SCHEDULES,
            Self::Company => paths::COMPANY_SCHEDULES,
        }
    }

    /// Address of the page on which one is made.
    pub(super) fn new_page(self) -> &'static str {
        match self {
            Self::Mine => paths::NEW_SCHEDULE,
            Self::Company => paths::COMPANY_NEW_SCHEDULE,
        }
    }

    /// Address of the page of one.
    pub(super) fn page(self, kind: ScheduleType, id: ScheduleId) -> String {
        match self {
            Self::Mine => paths::schedule(kind, id),
            Self::Company => paths::company_schedule(kind, id),
        }
    }

    /// Where the API has them.
    pub(super) fn all(self) -> &'static str {
        match self {
            Self::Mine => "/v1/telephony/config/people/me/schedules",
            Self::Company => "/v1/company/schedules",
        }
    }

    /// Where the API has one.
    pub(super) fn one(self, kind: ScheduleType, id: ScheduleId) -> String {
        match self {
            Self::Mine => format!("{}/{}/{id}", self.all(), word(kind)),
            Self::Company => format!("{}/{id}", self.all()),
        }
    }

    /// Where the API says which rules refer to one.
    pub(super) fn uses(self, kind: ScheduleType, id: ScheduleId) -> String {
        match self {
            Self::Mine => format!("/v1/schedules/{}/{id}/uses", word(kind)),
            Self::Company => format!("{}/{id}/uses", self.all()),
        }
    }

    /// Where the API looks at a calendar.
    pub(super) fn preview(self) -> &'static str {
        match self {
            Self::Mine => "/v1/schedules/import/preview",
            Self::Company => "/v1/company/schedules/import/preview",
        }
    }
}

/// A type as the API has it in its addresses.
fn word(kind: ScheduleType) -> &'static str {
    match kind {
        ScheduleType::BusinessHours => "businessHours",
        ScheduleType::Holidays => "holidays",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_owner_has_pages_and_addresses_of_his_own() {
        let id: ScheduleId = "019f0000-0000-7000-8000-000000000001".parse().unwrap();
        let kind = ScheduleType::BusinessHours;
        let all = |owner: Owner| {
            [
                owner.page(kind, id),
                owner.one(kind, id),
                owner.uses(kind, id),
            ]
        };
        let mine = [
            "/calling/schedules/business-hours/019f0000-0000-7000-8000-000000000001",
            "/v1/telephony/config/people/me/schedules/businessHours/019f0000-0000-7000-8000-000000000001",
            "/v1/schedules/businessHours/019f0000-0000-7000-8000-000000000001/uses",
        ];
        assert_eq!(all(Owner::Mine), mine);
        let company = [
            "/company/schedules/business-hours/019f0000-0000-7000-8000-000000000001",
            "/v1/company/schedules/019f0000-0000-7000-8000-000000000001",
            "/v1/company/schedules/019f0000-0000-7000-8000-000000000001/uses",
        ];
        assert_eq!(all(Owner::Company), company);
    }
}
