//! An auth server that cannot be asked is left alone for a while.

crate::page::claims! {
    "/tests/js/cooling.js"
    a_server_that_asks_for_time_gets_it_and_callers_are_told_at_once
    refresh_and_check_auth_may_always_ask
    once_the_window_has_closed_a_rejection_asks_again
    a_retry_after_that_makes_no_sense_is_none
}
