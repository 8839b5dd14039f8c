//! Calls that need sound: what the media server is told, and how it hands over what was said.
//!
//! The media server is an Asterisk without any rule in it and [`run`], the agent beside it. Asterisk
//! connects to the agent (ARI over one WebSocket); the agent asks the panel what to do with each call,
//! fetches sounds, and keeps recordings on disk until the panel has them. It uses the engine's
//! listener, with the engine's credentials: `POST /v1/call-control/media` asks what to do with a call,
//! `GET /v1/call-control/sounds/{name}` fetches a sound, `POST /v1/call-control/recordings`
//! (`multipart/form-data`: `meta` as JSON, `audio` as WAV with 8,000 samples of 16 bits a second,
//! mono) hands over a recording, and is repeated until the panel has it.
//!
//! | folder of the agent | what |
//! |---|---|
//! | `spool/recording` | being spoken, each with a `.json` that was there before the first sound |
//! | `outbox` | waiting for the panel |
//! | `refused` | the panel will never take them; kept for somebody to look at |
//! | `sounds`, `scripts` | what the panel said before, for when it is away; may be emptied |

mod agent;
mod ari;
mod call;
mod channel;
mod click;
mod connect;
mod deposit;
mod disk;
mod outbox;
mod panel;
mod scripts;
mod sounds;
pub mod wire;

pub use agent::run;
