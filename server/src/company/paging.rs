//! Lists of the company panel: sorted by a name, found by words, a page at a time.

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use belroute_shared::{error::Code, paging::Paging};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoSimpleExpr, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    config::Config,
    error::{ApiError, ApiResult},
    link,
};

/// What a request wants of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// Words to find.
    query: Option<String>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// Rows wanted, 1 to 100.
    max: Option<u32>,
}

/// A place in a list: behind this key and this id.
pub(crate) type After = (String, Uuid);

impl Wish {
    /// Words to find; none finds everything.
    pub(crate) fn query(&self) -> &str {
        self.query.as_deref().unwrap_or_default()
    }

    /// Where the last page ended.
    pub(crate) fn after(&self) -> ApiResult<Option<After>> {
        let read =
            |text| read_cursor(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor));
        self.cursor.as_deref().map(read).transpose()
    }

    /// Rows to look for: one more than is shown tells whether there is a next page.
    pub(crate) fn rows(&self) -> u64 {
        u64::from(self.shown()) + 1
    }

    /// Cuts what was found to one page and says how to get at the next.
    pub(crate) fn page<T>(
        &self,
        config: &Config,
        path: &str,
        found: &mut Vec<T>,
        place: impl Fn(&T) -> After,
    ) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let shown = self.shown();
        if found.len() <= shown as usize {
            return headers;
        }
        found.truncate(shown as usize);
        if let Some((key, id)) = found.last().map(place) {
            let cursor = write_cursor(&(key, id));
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("max", &shown.to_string())
                .append_pair("query", self.query())
                .append_pair("cursor", &cursor)
                .finish();
            link::next(&mut headers, &config.public_url, path, &query);
        }
        headers
    }

    fn shown(&self) -> u32 {
        Paging {
            max: self.max,
            cursor: None,
        }
        .rows()
    }
}

/// Rows sorted by a name and an id: so many behind a place.
pub(crate) fn by_name<E, C>(
    wanted: Select<E>,
    name: C,
    id: C,
    after: Option<&After>,
    rows: u64,
) -> Select<E>
where
    E: EntityTrait,
    C: ColumnTrait + IntoSimpleExpr + Copy,
{
    let wanted = match after {
        Some((key, last)) => wanted.filter(
            Condition::any().add(name.gt(key.as_str())).add(
                Condition::all()
                    .add(name.eq(key.as_str()))
                    .add(id.gt(*last)),
            ),
        ),
        None => wanted,
    };
    wanted.order_by_asc(name).order_by_asc(id).limit(rows)
}

/// A place in a list, as text for an address.
pub(crate) fn write_cursor((key, id): &After) -> String {
    URL_SAFE_NO_PAD.encode(format!("{id}{key}"))
}

/// Reads what [`write_cursor`] wrote.
pub(crate) fn read_cursor(text: &str) -> Option<After> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (id, key) = text.split_at_checked(36)?;
    (!key.contains('\0')).then_some((key.to_owned(), id.parse().ok()?))
}
