//! A refresh function of the application's own: it takes part in all that the refresh call does.

crate::page::claims! {
    "/tests/js/asking.js"
    those_who_are_rejected_together_share_one_call_of_it
    it_may_bring_the_user
    it_is_told_what_it_needs
    an_answer_that_it_returns_is_judged_as_that_of_the_refresh_call
    what_it_throws_keeps_the_session
    what_throws_at_once_is_no_worse
    what_is_no_token_is_no_renewal
    a_no_that_it_tells_is_heard_twice_and_ends_the_session
    a_call_to_the_refresh_path_is_never_held
    any_other_call_through_the_client_is_released_by_the_deadline
    a_token_that_comes_after_the_deadline_is_taken
    it_is_asked_by_check_auth
    what_it_does_to_the_session_is_done_at_once
    a_status_of_any_kind_is_a_number
}
