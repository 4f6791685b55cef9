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
    an_abort_ends_the_wait_for_an_interceptor_and_nothing_is_sent_afterwards
    the_timeout_covers_an_interceptor_that_hangs
    an_interceptor_may_bring_a_signal_and_a_timeout
    an_aborted_call_runs_its_interceptors_all_the_same_as_in_axios
    the_timeout_counts_from_the_beginning_also_after_an_interceptor_that_takes_its_time
    the_text_of_a_timeout_can_be_said
    a_cancel_token_of_axios_cancels_with_its_message
    a_cancel_token_may_be_a_promise_alone
    a_cancel_token_is_let_go_after_the_answer
    a_signal_and_a_token_may_be_given_together
}
