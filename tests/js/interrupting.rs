//! The caller's signal and timeout: told at once, wherever the call is, and nobody else is disturbed.

crate::page::claims! {
    "/tests/js/interrupting.js"
    an_abort_before_departure_sends_nothing
    an_abort_inside_an_interceptor_sends_nothing
    an_abort_in_flight_is_told_at_once_and_reaches_fetch
    a_reason_of_any_kind_is_the_cause
    an_abort_while_the_body_is_read_is_told_at_once
    an_abort_while_waiting_is_told_at_once_and_the_others_get_their_answers
    the_only_one_who_waits_may_leave_and_the_token_is_renewed_all_the_same
    an_abort_after_the_answer_changes_nothing
    a_timeout_is_told_and_reaches_fetch
    the_timeout_covers_the_body
    the_timeout_covers_the_wait_for_a_refresh
    a_timeout_beyond_31_bits_does_not_ring_at_once
}
