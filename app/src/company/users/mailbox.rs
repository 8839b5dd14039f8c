use belroute_shared::{
    company::mailboxes::{CompanyMailbox, MailboxSharing},
    error::FieldError,
    ids::UserId,
};
use leptos::prelude::*;

use crate::{
    awaited::Awaited,
    company::{
        entry::{Saving, SettingsForm},
        members::{Members, member},
    },
    explain::explain_code,
    fetched::Fetched,
    http, t,
};

/// Who hears the mailbox of a user beside him.
#[component]
pub(super) fn MailboxCard(
    /// The user, who has one.
    id: UserId,
) -> impl IntoView {
    let path = StoredValue::new(format!("/v1/company/users/{id}/mailbox"));
    let mailbox = Fetched::idle(move || async move {
        let path = path.get_value();
        http::get::<CompanyMailbox>(&path).await
    })
    .started();
    view! {
        <section class="card company-card" aria-labelledby="user-mailbox">
            <h2 id="user-mailbox">{t!(mailbox_sharing.title)}</h2>
            <p class="soft">{t!(mailbox_sharing.text)}</p>
            <Awaited wait=mailbox rows=2>
                {move || {
                    mailbox.get_untracked().map(|it| view! { <Sharing id mailbox it path /> })
                }}
            </Awaited>
        </section>
    }
}

#[component]
fn Sharing(
    id: UserId,
    mailbox: Fetched<CompanyMailbox>,
    it: CompanyMailbox,
    path: StoredValue<String>,
) -> impl IntoView {
    let members = RwSignal::new(it.members.iter().map(member).collect::<Vec<_>>());
    let saving = Saving::new(&["memberIds*"]);
    let wanted = move || -> Result<MailboxSharing, Vec<FieldError>> {
        let picked = members.get_untracked();
        let sharing = MailboxSharing {
            member_ids: picked.iter().filter_map(|it| it.id.parse().ok()).collect(),
        };
        sharing.check(id)?;
        Ok(sharing)
    };
    let on_submit = move |()| {
        saving.save(mailbox, wanted(), move |sharing| async move {
            http::put(&path.get_value(), &sharing).await
        });
    };
    view! {
        <SettingsForm saving on_submit>
            <Members
                id="mailbox-member"
                members
                submission=saving.submission
                legend=t!(mailbox_sharing.members)
                nobody=t!(mailbox_sharing.nobody)
                add=t!(mailbox_sharing.add)
                refused=explain_code
            />
        </SettingsForm>
    }
}
