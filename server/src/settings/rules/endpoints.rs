//! The four endpoints that the rules of a setting have.

/// Makes `rules_router`, with the endpoints of one setting's rules: at the address of all of them,
/// and at that of one.
macro_rules! rules {
    ($feature:expr, $all:literal, $one:literal) => {
        pub(crate) fn rules_router() -> utoipa_axum::router::OpenApiRouter<crate::state::AppState> {
            utoipa_axum::router::OpenApiRouter::new()
                .routes(utoipa_axum::routes!(create_rule))
                .routes(utoipa_axum::routes!(show_rule, replace_rule, remove_rule))
        }

        /// Makes a rule; it comes behind the others.
        #[utoipa::path(post, path = $all, tag = "rules",
            request_body = belroute_shared::rule::criterion::Criterion,
            responses((status = 201, body = belroute_shared::rule::MadeRule,
                    headers(("Belroute-Change" = String))),
                (status = 400, body = belroute_shared::error::ErrorBody),
                (status = 401, body = belroute_shared::error::ErrorBody),
                (status = 403, body = belroute_shared::error::ErrorBody),
                (status = 409, body = belroute_shared::error::ErrorBody)))]
        async fn create_rule(
            axum::extract::State(state): axum::extract::State<crate::state::AppState>,
            crate::session::AtPanel(session): crate::session::AtPanel,
            crate::json::Json(body): crate::json::Json<serde_json::Value>,
        ) -> crate::error::ApiResult<impl axum::response::IntoResponse> {
            crate::settings::rules::made(&state, session, $feature, body).await
        }

        /// One rule.
        #[utoipa::path(get, path = $one, tag = "rules",
            params(("id" = String, Path, format = Uuid)),
            responses((status = 200, body = belroute_shared::rule::criterion::Criterion,
                    headers(("ETag" = String))),
                (status = 401, body = belroute_shared::error::ErrorBody),
                (status = 403, body = belroute_shared::error::ErrorBody),
                (status = 404, body = belroute_shared::error::ErrorBody)))]
        async fn show_rule(
            axum::extract::State(state): axum::extract::State<crate::state::AppState>,
            crate::session::AtPanel(session): crate::session::AtPanel,
            crate::json::Path(id): crate::json::Path<belroute_shared::ids::RuleId>,
        ) -> crate::error::ApiResult<impl axum::response::IntoResponse> {
            crate::settings::rules::shown(&state, session, $feature, id).await
        }

        /// Changes a rule where it stands; absent fields keep their value. A state that was changed
        /// meanwhile is refused with 412 and what it is now as `current`.
        #[utoipa::path(put, path = $one, tag = "rules",
            request_body = belroute_shared::rule::criterion::Criterion,
            params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
            responses((status = 204,
                    headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
                (status = 400, body = belroute_shared::error::ErrorBody),
                (status = 401, body = belroute_shared::error::ErrorBody),
                (status = 403, body = belroute_shared::error::ErrorBody),
                (status = 404, body = belroute_shared::error::ErrorBody),
                (status = 412, body = belroute_shared::error::ErrorBody)))]
        async fn replace_rule(
            axum::extract::State(state): axum::extract::State<crate::state::AppState>,
            crate::session::AtPanel(session): crate::session::AtPanel,
            crate::json::Path(id): crate::json::Path<belroute_shared::ids::RuleId>,
            seen: crate::etag::IfMatch,
            crate::json::Json(patch): crate::json::Json<serde_json::Value>,
        ) -> crate::error::ApiResult<impl axum::response::IntoResponse> {
            let (told, tag) =
                crate::settings::rules::replaced(&state, session, $feature, id, &seen, patch)
                    .await?;
            Ok((axum::http::StatusCode::NO_CONTENT, told, tag))
        }

        /// Removes a rule.
        #[utoipa::path(delete, path = $one, tag = "rules",
            params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
            responses((status = 204, headers(("Belroute-Change" = Option<String>))),
                (status = 401, body = belroute_shared::error::ErrorBody),
                (status = 403, body = belroute_shared::error::ErrorBody),
                (status = 404, body = belroute_shared::error::ErrorBody),
                (status = 412, body = belroute_shared::error::ErrorBody)))]
        async fn remove_rule(
            axum::extract::State(state): axum::extract::State<crate::state::AppState>,
            crate::session::AtPanel(session): crate::session::AtPanel,
            crate::json::Path(id): crate::json::Path<belroute_shared::ids::RuleId>,
            seen: crate::etag::IfMatch,
        ) -> crate::error::ApiResult<impl axum::response::IntoResponse> {
            crate::settings::rules::removed(&state, session, $feature, id, &seen).await
        }
    };
}

pub(crate) use rules;
