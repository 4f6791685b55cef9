//! Logout ends the session here at once, and tells the server with the token that was.

crate::page::claims! {
    "/tests/js/signing_out.js"
    a_logout_clears_at_once_and_says_goodbye_with_the_token
    a_logout_that_the_server_does_not_hear_is_one_all_the_same
    a_rejected_logout_starts_no_refresh
    a_logout_is_told_once
    requests_after_a_logout_carry_nothing_and_ask_for_nothing
    a_refresh_that_lands_after_the_logout_brings_nothing_back_and_logout_is_sent_again
    a_logout_waits_for_the_refresh_in_flight
    after_a_logout_somebody_else_may_log_in_while_a_refresh_is_late
    request_interceptors_see_the_logout
}
