//! Belroute in the browser.

#![expect(
    unreachable_pub,
    reason = "the component macro writes `pub` for properties, whatever the component is"
)]

mod account;
mod app;
mod audit;
mod awaited;
mod away;
mod caller_number;
mod calling;
mod calls;
mod changes;
mod checks;
mod clock;
mod company;
mod confirmation;
mod contacts;
mod dashboard;
mod devices;
mod door;
mod explain;
mod features;
mod fetched;
mod form;
mod http;
mod in_turn;
mod intl;
mod language;
mod lazy;
mod links;
mod listing;
mod live;
mod more;
mod not_found;
mod opened_panel;
mod palette;
mod passkeys;
mod password;
mod paths;
mod phonebook;
mod pick;
mod recorder;
mod remembered;
mod route;
mod rules;
mod schedules;
mod second_factors;
mod security;
mod session;
mod settings;
mod shell;
mod sign_in;
mod single_sign_on;
mod tabs;
mod theme;
mod turns;
mod ui;
mod undo;
mod voicemail;
mod written_numbers;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
