//! The two endpoints that all settings have.

/// Makes `router`, with the `GET` and the `PUT` of one setting. The `GET` answers a `$shown`, which
/// is the setting itself or, for one that has rules, the setting with them.
macro_rules! setting {
    ($(#[$doc:meta])* $setting:ty, $shown:ty, $path:literal) => {
        pub(crate) fn router() -> utoipa_axum::router::OpenApiRouter<crate::state::AppState> {
            utoipa_axum::router::OpenApiRouter::new().routes(utoipa_axum::routes!(show, replace))
        }

        $(#[$doc])*
        #[utoipa::path(get, path = $path, tag = "callSettings",
            responses((status = 200, body = $shown, headers(("ETag" = String))),
                (status = 401, body = belroute_shared::error::ErrorBody),
                (status = 403, body = belroute_shared::error::ErrorBody)))]
        async fn show(
            axum::extract::State(state): axum::extract::State<crate::state::AppState>,
            crate::session::AtPanel(session): crate::session::AtPanel,
        ) -> crate::error::ApiResult<impl axum::response::IntoResponse> {
            crate::settings::shown::<$setting>(&state, session).await
        }

        /// Changes it; absent fields keep their value. A state that was changed meanwhile is refused
        /// with 412 and what it is now as `current`.
        #[utoipa::path(put, path = $path, tag = "callSettings", request_body = $setting,
            params(("If-Match" = Option<String>, Header)),
            responses((status = 204,
                    headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
                (status = 400, body = belroute_shared::error::ErrorBody),
                (status = 401, body = belroute_shared::error::ErrorBody),
                (status = 403, body = belroute_shared::error::ErrorBody),
                (status = 412, body = belroute_shared::error::ErrorBody)))]
        async fn replace(
            axum::extract::State(state): axum::extract::State<crate::state::AppState>,
            crate::session::AtPanel(session): crate::session::AtPanel,
            seen: crate::etag::IfMatch,
            crate::json::Json(patch): crate::json::Json<serde_json::Value>,
        ) -> crate::error::ApiResult<impl axum::response::IntoResponse> {
            crate::settings::replace::<$setting>(&state, session, &seen, patch).await
        }
    };
}

pub(crate) use setting;
