//! A clock that only the claim turns: how long it takes until somebody is told.

crate::page::claims! {
    "/tests/js/virtual_time.js"
    an_abort_while_waiting_is_told_before_the_clock_has_moved
    an_abort_of_a_fetch_that_waits_is_told_before_the_clock_has_moved
    a_timeout_while_waiting_is_told_when_it_rings_and_the_others_wait_on
}
