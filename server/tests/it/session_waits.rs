//! What slows guessing down.

use belroute_shared::error::Code;

use crate::world::{Answer, PASSWORD, World, sign_in_form};

on_both! {
    the_sixth_failure_makes_everybody_wait_half_a_minute,
    the_wait_also_holds_for_the_right_password,
    names_that_do_not_exist_wait_alike,
    waits_grow_from_failure_to_failure,
    a_wait_survives_a_restart,
    signing_in_forgets_the_failures,
    others_do_not_wait,
    an_address_that_tries_many_names_is_refused_until_it_has_rested,
}

async fn try_in(world: &World, identifier: &str, password: &str) -> Answer {
    let form = sign_in_form(identifier, password);
    world.visitor().post("/v1/session", &form).await
}

async fn fail(world: &World, identifier: &str, times: u32) {
    for _ in 0..times {
        let answer = try_in(world, identifier, "wrong").await;
        answer.refused(401, Code::WrongCredentials);
    }
}

fn assert_waits(answer: &Answer, seconds: &str) {
    answer.refused(429, Code::TooManyAttempts);
    assert_eq!(answer.header("retry-after"), Some(seconds));
}

async fn the_sixth_failure_makes_everybody_wait_half_a_minute(world: &World) {
    fail(world, "alice", 6).await;
    assert_waits(&try_in(world, "alice", "wrong").await, "30");
    world.set_clock(29);
    assert_waits(&try_in(world, " ALICE", "wrong").await, "1");
    world.set_clock(30);
    fail(world, "alice", 1).await;
}

async fn the_wait_also_holds_for_the_right_password(world: &World) {
    fail(world, "alice", 5).await;
    assert_eq!(try_in(world, "alice", PASSWORD).await.status, 200);
    fail(world, "alice", 6).await;
    assert_waits(&try_in(world, "alice", PASSWORD).await, "30");
    world.set_clock(30);
    assert_eq!(try_in(world, "alice", PASSWORD).await.status, 200);
}

async fn names_that_do_not_exist_wait_alike(world: &World) {
    fail(world, "nobody", 6).await;
    assert_waits(&try_in(world, "nobody", "wrong").await, "30");
}

async fn waits_grow_from_failure_to_failure(world: &World) {
    fail(world, "alice", 6).await;
    world.set_clock(30);
    fail(world, "alice", 1).await;
    assert_waits(&try_in(world, "alice", "wrong").await, "60");
    world.set_clock(90);
    fail(world, "alice", 1).await;
    assert_waits(&try_in(world, "alice", "wrong").await, "120");
}

async fn a_wait_survives_a_restart(world: &World) {
    fail(world, "alice", 6).await;
    let later = world.restarted(|_| ());
    assert_waits(&try_in(&later, "alice", PASSWORD).await, "30");
}

async fn signing_in_forgets_the_failures(world: &World) {
    for _ in 0..2 {
        fail(world, "alice", 5).await;
        assert_eq!(try_in(world, "alice", PASSWORD).await.status, 200);
    }
}

async fn others_do_not_wait(world: &World) {
    fail(world, "alice", 6).await;
    assert_eq!(try_in(world, "bob", PASSWORD).await.status, 200);
}

async fn an_address_that_tries_many_names_is_refused_until_it_has_rested(world: &World) {
    for name in 0..30 {
        fail(world, &format!("guess-{name}"), 1).await;
    }
    // Nothing is compared any more, so that a right password tells nothing either.
    for password in ["wrong", PASSWORD, PASSWORD] {
        assert_waits(&try_in(world, "alice", password).await, "20");
    }
    world.set_clock(20);
    assert_eq!(try_in(world, "alice", PASSWORD).await.status, 200);
    // Being let in costs nothing; one failure does.
    assert_eq!(try_in(world, "bob", PASSWORD).await.status, 200);
    fail(world, "guess-30", 1).await;
    assert_waits(&try_in(world, "alice", PASSWORD).await, "20");
}
