//! Commands with somebody in them.

use super::*;

#[test]
fn forwarding_takes_somebody_as_typed_and_an_end() {
    assert_all(
        MORNING,
        &[
            ("forward to anouk", &["forward anouk"]),
            ("forward anouk", &["forward anouk"]),
            ("Forward  to  Anouk de Vries", &["forward Anouk de Vries"]),
            ("doorschakelen naar Zoë", &["forward Zoë"]),
            (
                "forward to anouk until monday",
                &["forward anouk 2026-03-16 08:00"],
            ),
            (
                "doorschakelen naar 06 12345678 tot 17:00",
                &["forward 06 12345678 2026-03-10 17:00"],
            ),
            (
                "schakel door naar Anouk de Vries voor een uur",
                &["forward Anouk de Vries 2026-03-10 11:00"],
            ),
            ("schakel mijn telefoon door naar 2041", &["forward 2041"]),
            (
                "send my calls to 2041 for 90 min",
                &["forward 2041 2026-03-10 11:30"],
            ),
            (
                "alles naar anouk t/m vrijdag",
                &["forward anouk 2026-03-14 00:00"],
            ),
            (
                "forward all calls to +31 6 12345678",
                &["forward +31 6 12345678"],
            ),
            (
                "call forwarding to bakker till noon",
                &["forward bakker 2026-03-10 12:00"],
            ),
            ("forward to Bakker B.V.", &["forward Bakker B.V."]),
            (
                "forward to bakker tot kwart voor 3",
                &["forward bakker 2026-03-10 14:45"],
            ),
            (
                "doorschakelen naar anouk until morgen",
                &["forward anouk 2026-03-11 08:00"],
            ),
            (
                "stuur door naar anouk tot einde werkdag",
                &["forward anouk 2026-03-10 17:00"],
            ),
        ],
    );
}

#[test]
fn a_name_may_hold_the_words_before_a_moment() {
    assert_all(
        MORNING,
        &[
            ("forward to Tot Zover", &["forward Tot Zover"]),
            ("forward to Tot", &["forward Tot"]),
            (
                "forward to Tot Zover tot 14",
                &["forward Tot Zover 2026-03-10 14:00"],
            ),
            ("forward to Huis voor Zorg", &["forward Huis voor Zorg"]),
            (
                "forward to Huis voor Zorg voor 1 uur",
                &["forward Huis voor Zorg 2026-03-10 11:00"],
            ),
            ("forward to Off", &["forward Off"]),
            (
                "doorschakelen naar Van Tot tot Morgen",
                &["forward Van Tot 2026-03-11 08:00"],
            ),
        ],
    );
}

#[test]
fn forwarding_that_is_being_typed_offers_how_it_may_go_on() {
    assert_all(
        MORNING,
        &[
            (
                "forward to anouk until",
                &[
                    "forward anouk (moment)",
                    "forward anouk 2026-03-10 11:00",
                    "forward anouk 2026-03-10 17:00",
                    "forward anouk 2026-03-11 08:00",
                    "forward anouk until",
                ],
            ),
            (
                "forward to anouk until mond",
                &["forward anouk 2026-03-16 08:00", "forward anouk until mond"],
            ),
            (
                "doorschakelen tot 17:00",
                &["forward 2026-03-10 17:00 (whom)"],
            ),
            (
                "forward until",
                &[
                    "forward (whom)",
                    "forward 2026-03-10 11:00 (whom)",
                    "forward 2026-03-10 17:00 (whom)",
                    "forward 2026-03-11 08:00 (whom)",
                ],
            ),
            ("forward t", &["forward t", "forward (words)"]),
        ],
    );
}

#[test]
fn the_mailbox_is_a_command_of_its_own() {
    assert_all(
        MORNING,
        &[
            ("stuur door naar voicemail", &["voicemail"]),
            ("forward to my Voicemail", &["voicemail"]),
            ("alles naar voicemail", &["voicemail"]),
            ("send all calls to voicemail", &["voicemail"]),
            (
                "all to voicemail until 2pm",
                &["voicemail 2026-03-10 14:00"],
            ),
            ("forward to voic", &["forward voic", "voicemail (words)"]),
        ],
    );
}

#[test]
fn calling_takes_whatever_stands_behind_it() {
    assert_all(
        MORNING,
        &[
            ("bel anouk", &["call anouk"]),
            ("Bel Anouk de Vries", &["call Anouk de Vries"]),
            ("call 2041", &["call 2041"]),
            ("dial +31 6 12345678", &["call +31 6 12345678"]),
            ("bel tot morgen", &["call tot morgen"]),
            ("call center", &["call center"]),
        ],
    );
}

#[test]
fn a_call_is_tried_with_caller_and_moment_in_any_order() {
    assert_all(
        MORNING,
        &[
            ("wat als anouk belt", &["try anouk"]),
            ("wat als anouk belt?", &["try anouk"]),
            (
                "wat als anouk belt om 18:00",
                &["try anouk 2026-03-10 18:00"],
            ),
            (
                "wat als Anouk de Vries om 18:00 belt?",
                &["try Anouk de Vries 2026-03-10 18:00"],
            ),
            (
                "wat als anouk mij morgen om 11 uur belt",
                &["try anouk 2026-03-11 11:00"],
            ),
            ("wat als anouk mij belt", &["try anouk"]),
            (
                "what if +31612345678 calls tomorrow 9:00",
                &["try +31612345678 2026-03-11 09:00"],
            ),
            (
                "what if 06 12345678 calls me in 2 hours",
                &["try 06 12345678 2026-03-10 12:00"],
            ),
            (
                "what if someone calls on saturday at noon",
                &["try 2026-03-14 12:00"],
            ),
            ("wat gebeurt er als iemand nu belt", &["try"]),
            ("try 18:00", &["try 2026-03-10 18:00"]),
            ("try 9u", &["try 2026-03-11 09:00", "try 2026-03-10 21:00"]),
            ("probeer 2041", &["try 2041"]),
            ("try 18", &["try 2026-03-10 18:00", "try 18"]),
            ("wat als 18 belt", &["try 18"]),
            ("wat als zo belt", &["try zo"]),
            ("try anouk at 18:00", &["try anouk 2026-03-10 18:00"]),
            (
                "probeer anouk zondag 10:00",
                &["try anouk 2026-03-15 10:00"],
            ),
            ("try anouk at", &["try anouk (moment)"]),
            ("wat als anouk belt om", &["try anouk (moment)"]),
            ("what if anouk calls tomor", &["try anouk 2026-03-11 08:00"]),
            ("wat als anouk belt om xyz", &["try anouk (moment)"]),
            (
                "what if call center calls at 20:00",
                &["try call center 2026-03-10 20:00"],
            ),
            ("try call center", &["try call center"]),
        ],
    );
}
