//! What people see and may change: decided for the whole organisation, and for single users.

mod organisation;
mod store;
mod user;
mod users;

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

pub(super) fn router() -> OpenApiRouter<AppState> {
    organisation::router()
        .merge(user::router())
        .merge(users::router())
}
