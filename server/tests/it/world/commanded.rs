//! An engine as the panel commands it: JSON-RPC over HTTP.

use std::net::SocketAddr;

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use serde_json::Value;
use tokio::{net::TcpListener, sync::mpsc};

/// An engine that takes commands and answers each in one way. Each comes with its credentials.
pub(crate) async fn engine(answer: Value) -> (String, mpsc::UnboundedReceiver<(String, Value)>) {
    let (address, commands) = listening("/RPC", answer).await;
    (rpc_url(address), commands)
}

/// Somebody whom the panel asks at a path, and who answers in one way.
pub(crate) async fn listening(
    path: &str,
    answer: Value,
) -> (SocketAddr, mpsc::UnboundedReceiver<(String, Value)>) {
    type Heard = mpsc::UnboundedSender<(String, Value)>;
    let (heard, commands) = mpsc::unbounded_channel();
    let take =
        async |State((heard, answer)): State<(Heard, Value)>, headers: HeaderMap, body: String| {
            let credentials = headers["authorization"].to_str().unwrap().to_owned();
            heard.send((credentials, body.parse().unwrap())).unwrap();
            answer.to_string()
        };
    let app = Router::new()
        .route(path, post(take))
        .with_state((heard, answer));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app).into_future());
    (address, commands)
}

/// Where an engine takes commands.
pub(crate) fn rpc_url(address: SocketAddr) -> String {
    format!("http://{address}/RPC")
}

/// Somebody who refuses whatever the panel asks.
pub(crate) async fn refusing(status: u16) -> SocketAddr {
    let status = StatusCode::from_u16(status).unwrap();
    let app = Router::new().fallback(async move || status);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app).into_future());
    address
}
