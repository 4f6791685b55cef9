//! Subscribers hear of real changes only, harm nobody by throwing, and may call whatever they like.

crate::page::claims! {
    "/tests/js/listening.js"
    subscribers_hear_each_change_and_nothing_else
    who_unsubscribes_hears_no_more
    each_event_comes_once_with_its_snapshot
    a_listener_that_throws_harms_nobody
    a_listener_may_log_in_when_the_session_is_over
    a_listener_may_log_out_when_the_token_was_renewed
    a_listener_may_refresh_when_somebody_has_logged_in
    a_listener_may_set_a_token_and_leave_in_the_midst_of_it
    what_is_no_event_or_no_function_is_refused
}
