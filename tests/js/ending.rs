//! The end of a session is the auth server's own word, heard twice; a network that fails is none.

crate::page::claims! {
    "/tests/js/ending.js"
    over_is_heard_twice_and_told_once
    every_waiter_has_its_own_rejection
    after_over_a_rejection_starts_no_refresh
    a_second_answer_that_is_a_renewal_heals
    over_is_not_believed_after_a_redirect
    unreachable_keeps_the_session_and_says_so
    a_success_without_a_token_is_no_renewal
    callers_stop_waiting_at_the_deadline_and_a_late_renewal_is_adopted
}
