//! What both sides of Belroute agree on: the types that cross the wire, the rules that decide
//! whether input is good, and the one function that decides what happens to a call.
//!
//! Nothing here reads a clock, a file, a database or the network, so that the browser and the
//! server reach the same answer from the same input.
//!
//! # Glossary
//!
//! | word | meaning |
//! |---|---|
//! | **organisation** | one customer of the telephone system, with its own users and numbers |
//! | **user** | a person with an extension; signs in to the panel |
//! | **extension** | the short internal number of a user or of a dial plan |
//! | **direct number** | a public number (E.164) that reaches one user |
//! | **dial plan** | a queue, hunt group or menu; has a name and an extension |
//! | **route** | how a call travels from its caller to whoever answers |
//! | **profile** | everything that one user has set and that bears on his route |
//! | **decide** | the pure function from profile, call and moment to a decision |
//! | **plan** | what the engine is told to do with one call |
//! | **schedule** | named times that rules refer to; **event** one of them, **occurrence** one time that it comes round, **in force** while one lasts |
//! | **trace** | every stop of the route, with why it was passed or why it decided |
//! | **engine** | the SIP engine that carries a plan out and reports what happened |
//! | **leg** | one device or number that was tried during a call |
//! | **path** | a URL; **page** a screen; **endpoint** an HTTP operation; **toggle** a control |
//! | **setting** | what a user decides about one feature, such as do not disturb |
//! | **rule** | a condition on caller and moment, with *do* or *don't*: Webex calls it a criterion |
//! | **feature** | a setting as administrators show or hide it |
//! | **base location** | the user's own devices and apps |
//! | **mailbox** | where callers leave messages for one user; who else may hear them, administrators say |
//! | **grant** | something an administrator gave a user: a number to show, a mailbox, a role |
//! | **via** | the line a call used: the number that was called, or the number that was shown |

#![warn(missing_docs)]

pub mod account;
pub mod audit;
pub mod caller_number;
pub mod calls;
pub mod changes;
pub mod civil;
pub mod command;
pub mod company;
pub mod contacts;
pub mod devices;
pub mod email_addresses;
pub mod error;
pub mod extra_numbers;
pub mod features;
pub mod ids;
pub mod instant;
pub mod live;
pub mod number;
pub mod paging;
pub mod passkeys;
pub mod password;
pub mod people;
pub mod phonebook;
pub mod route;
pub mod routing;
pub mod rule;
pub mod schedules;
pub mod search;
pub mod second_factors;
pub mod security;
pub mod session;
pub mod settings;
pub mod switched_on;
pub mod typed_number;
pub mod voicemail;
pub mod zone;
