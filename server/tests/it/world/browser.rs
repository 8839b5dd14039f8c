//! A browser that keeps its cookies from one answer to the next, as the way in needs it.

use std::collections::BTreeMap;

use axum::http::{Method, header};
use belroute_shared::{
    second_factors::{FactorCode, FactorKind},
    session::SessionState,
};
use serde::Serialize;
use serde_json::json;

use super::{Answer, Client, World, sign_in_form};

/// A browser with its cookies.
pub(crate) struct Browser {
    visitor: Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new(world: &World) -> Self {
        Self {
            visitor: world.visitor(),
            cookies: BTreeMap::new(),
        }
    }

    /// The same browser before another server.
    pub(crate) fn at(&self, world: &World) -> Self {
        Self {
            visitor: world.visitor(),
            cookies: self.cookies.clone(),
        }
    }

    /// The browser as a client of the signed-in API.
    pub(crate) fn client(&self) -> Client {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if cookies.is_empty() {
            self.visitor.clone()
        } else {
            self.visitor.clone().with_cookie(cookies.join("; "))
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let answer = self.client().get(path).await;
        self.keep(&answer);
        answer
    }

    pub(crate) async fn post(&mut self, path: &str, body: &impl Serialize) -> Answer {
        let answer = self.client().post(path, body).await;
        self.keep(&answer);
        answer
    }

    pub(crate) async fn press(&mut self, path: &str) -> Answer {
        let answer = self.client().press(Method::POST, path).await;
        self.keep(&answer);
        answer
    }

    /// Name and password.
    pub(crate) async fn sign_in(&mut self, identifier: &str, password: &str) -> Answer {
        let form = sign_in_form(identifier, password);
        self.post("/v1/session", &form).await
    }

    /// A code of an authenticator app.
    pub(crate) async fn give(&mut self, code: &str) -> Answer {
        let code = json!({ "kind": "totp", "code": code });
        self.post("/v1/session/secondFactor", &code).await
    }

    /// A recovery code.
    pub(crate) async fn recover(&mut self, code: &str) -> Answer {
        let code = FactorCode {
            kind: FactorKind::RecoveryCode,
            code: code.to_owned(),
            remember: false,
        };
        self.post("/v1/session/secondFactor", &code).await
    }

    /// How far it has come.
    pub(crate) async fn state(&mut self) -> SessionState {
        self.get("/v1/session").await.json()
    }

    fn keep(&mut self, answer: &Answer) {
        for value in answer.headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
