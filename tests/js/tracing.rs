//! The steps of a call, as they are told to those who listen, and as the browser's own timeline shows them.

crate::page::claims! {
    "/tests/js/tracing.js"
    a_call_is_told_step_by_step
    a_rejected_call_is_told_to_wait_and_to_leave_again
    ten_that_are_rejected_together_are_told_of_one_refresh
    a_call_that_is_held_is_told_to_wait_before_it_leaves
    a_call_goes_on_with_what_another_tab_has_written
    a_rejected_call_that_need_not_wait_is_not_told_to
    when_the_session_is_over_nobody_waits_any_more
    a_call_that_is_aborted_while_it_waits_is_settled_and_told_of_no_more
    a_call_that_gets_no_answer_has_no_status
    what_is_given_to_fetch_is_told_as_well
    each_client_of_a_session_is_told_of_and_no_other
    the_steps_are_in_the_timeline_and_do_not_stay_there
    where_nobody_listens_nothing_is_done
    who_stops_listening_hears_no_more
    a_listener_that_throws_harms_nobody
    a_listener_may_end_the_session
    a_timeline_that_throws_harms_nobody
    what_is_no_event_or_no_function_is_refused
}
