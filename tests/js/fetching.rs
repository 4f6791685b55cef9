//! `api.fetch`: the signature and behaviour of the global `fetch`, and the session on top.

crate::page::claims! {
    "/tests/js/fetching.js"
    the_answer_is_the_browsers_own
    the_browsers_fetch_is_called_before_ours_returns
    what_init_says_reaches_the_browsers_fetch
    what_is_said_beside_a_request_outranks_it
    an_expired_token_is_replaced_unseen
    a_replay_has_the_same_bytes_and_content_type
    a_replayed_form_has_the_same_parts
    what_is_changed_after_the_call_is_not_sent
    the_clone_of_a_request_is_let_go_as_soon_as_it_is_not_needed
    a_request_that_is_not_sent_again_is_not_cloned
    a_request_is_used_up_as_by_the_browsers_fetch
    a_stream_is_never_teed_and_never_sent_again
    a_rejection_that_stands_is_the_original_response
    no_answer_is_what_the_browsers_fetch_rejects_with
    what_the_browsers_fetch_refuses_is_a_type_error_and_never_thrown
    whoever_is_aborted_before_sends_nothing
    whoever_is_aborted_on_the_way_is_told_at_once
    whoever_is_aborted_while_it_waits_is_told_at_once_and_the_others_are_served
    the_listener_on_the_signal_is_taken_off
    the_token_goes_nowhere_else
    a_callers_own_authorization_is_never_replaced
    a_token_of_the_session_that_the_caller_attached_is_the_sessions
    a_token_in_a_header_of_its_own_follows_no_redirect
    what_a_request_knows_of_its_page_is_kept
    both_ways_share_one_refresh
    a_request_that_may_not_leave_any_more_is_a_type_error
    an_answer_from_elsewhere_starts_no_refresh
    without_a_session_it_is_the_browsers_fetch
    a_polluted_prototype_says_nothing
}
