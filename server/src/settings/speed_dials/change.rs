//! Replacing the list.

use belroute_shared::{
    error::{Code, FieldError},
    settings::{
        Setting as _,
        speed_dials::{SpeedDial, SpeedDials},
    },
    typed_number::TypedNumber,
};
use uuid::Uuid;

use crate::{
    audit::Told,
    colleagues,
    contacts::Book,
    error::{ApiError, ApiResult},
    etag,
    settings::Change,
};

/// The list as somebody wants it, its numbers completed. A number that is the first of one of his
/// contacts is that contact's from here on; `person_field` is what clients call a colleague.
pub(super) async fn judged(
    change: &Change<'_>,
    before: &SpeedDials,
    wanted: SpeedDials,
    person_field: &str,
) -> ApiResult<SpeedDials> {
    let mut wanted = wanted.tidied();
    let mut broken = of_contacts(change, &mut wanted).await?;
    broken.extend(strangers(change, &wanted, person_field).await?);
    if !broken.is_empty() {
        return Err(ApiError::Invalid(broken));
    }
    let mut judged = change.judged_whole(before, wanted).await?;
    link(change, &mut judged).await?;
    Ok(judged)
}

/// Saves the list, unless it is as it was, and gives what to tell of it and its new tag.
pub(super) async fn saved(
    change: Change<'_>,
    version: i32,
    before: &SpeedDials,
    after: &SpeedDials,
) -> ApiResult<(Told, etag::Header)> {
    if before == after {
        return Ok((Told::default(), etag::header(etag::of(version))));
    }
    let version = change.save(after).await?;
    let told = change.finish(SpeedDials::NAME, before, after).await?;
    Ok((told, etag::header(etag::of(version))))
}

fn book(change: &Change<'_>) -> Book {
    Book::of_user(change.session.organisation, change.session.user)
}

/// Gives entries of contacts the number that these have now, and refuses those of contacts that are
/// not his.
async fn of_contacts(change: &Change<'_>, wanted: &mut SpeedDials) -> ApiResult<Vec<FieldError>> {
    let ids = wanted.speed_dials.iter().filter_map(|dial| dial.contact_id);
    let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
    let numbers = book(change).first_numbers(&change.db, &ids).await?;
    let mut broken = Vec::new();
    for (index, dial) in wanted.speed_dials.iter_mut().enumerate() {
        let Some(contact) = dial.contact_id else {
            continue;
        };
        if let Some(number) = numbers.get(&contact.0) {
            dial.phone_number = Some(TypedNumber::new(number.as_str()));
        } else {
            let field = format!("speedDials.{index}.contactId");
            broken.push(FieldError::new(field, Code::NotOffered));
        }
    }
    Ok(broken)
}

/// Refuses people who are not colleagues.
async fn strangers(
    change: &Change<'_>,
    wanted: &SpeedDials,
    person_field: &str,
) -> ApiResult<Vec<FieldError>> {
    let dials = || wanted.speed_dials.iter().enumerate();
    let ids = dials().filter_map(|(_, dial)| Some(dial.person_id?.0));
    let people = colleagues::list(&change.db, change.session.organisation, ids).await?;
    let is_stranger = |dial: &SpeedDial| {
        dial.person_id
            .is_some_and(|id| id == change.session.user || !people.contains_key(&id.0))
    };
    let strangers = dials().filter(|(_, dial)| is_stranger(dial));
    Ok(strangers
        .map(|(index, _)| {
            let field = format!("speedDials.{index}.{person_field}");
            FieldError::new(field, Code::NotOffered)
        })
        .collect())
}

/// Links numbers with the contacts whose first number they are, where it is one contact.
async fn link(change: &Change<'_>, dials: &mut SpeedDials) -> ApiResult<()> {
    let alone = dials
        .speed_dials
        .iter()
        .filter(|dial| dial.contact_id.is_none());
    let numbers: Vec<&str> = alone
        .filter_map(|dial| Some(dial.phone_number.as_ref()?.as_str()))
        .collect();
    let holders = book(change).holders(&change.db, &numbers).await?;
    for dial in &mut dials.speed_dials {
        if let (None, Some(number)) = (dial.contact_id, &dial.phone_number) {
            dial.contact_id = holders.get(number.as_str()).copied();
        }
    }
    Ok(())
}
