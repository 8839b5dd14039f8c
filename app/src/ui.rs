//! The parts that pages are built from. They know neither the server nor the language: they are
//! handed values, texts and callbacks, so that every state of a part can be shown alone.

mod avatar;
mod choice;
mod confirmed_button;
mod copy;
mod dialog;
mod emphasis;
mod field;
mod find;
mod icon;
mod kept_focus;
mod note;
mod popover;
mod problem;
mod shut;
mod skeleton;
mod step_title;
mod tick;
mod title;
mod toggle;

pub use avatar::{Avatar, Dot};
pub use choice::Choice;
pub use confirmed_button::ConfirmedButton;
pub use copy::Copy;
pub use dialog::Dialog;
pub use emphasis::{Emphasised, strong};
pub use field::{CodeField, Field, LongField, PasswordField, focus, focus_when_there};
pub use find::Find;
pub use icon::Icon;
pub use kept_focus::{KeptFocus, catch_focus, lead_focus};
pub use note::{Note, SaveNote};
pub use popover::close_popover;
pub use problem::{Empty, Problem};
pub use shut::Shut;
pub use skeleton::Skeleton;
pub use step_title::StepTitle;
pub use tick::Tick;
pub use title::title;
pub use toggle::Toggle;
