//! A rejected token is renewed once for all, and nobody notices.

crate::page::claims! {
    "/tests/js/renewing.js"
    a_rejected_request_is_renewed_and_replayed_unseen
    the_refresh_call_carries_the_cookie_and_nothing_else
    the_renewed_token_is_stored_as_it_is_and_the_refresh_token_is_not
    a_replayed_call_says_so_in_its_own_config_and_not_in_the_callers
    a_thousand_rejected_together_are_one_refresh_and_a_thousand_answers
    the_body_of_a_rejection_is_let_go_of_before_the_replay
    a_late_rejection_of_a_replaced_token_is_replayed_without_a_refresh
    identical_token_text_is_a_renewal
    a_replay_that_is_rejected_is_the_end_of_it
    a_config_that_was_retried_before_starts_no_refresh
    without_a_token_a_rejection_asks_too
    the_other_dialect_is_a_matter_of_options
    a_refresh_with_a_body_is_sent_as_json
    refresh_false_leaves_rejections_alone
    a_renewal_for_another_user_replays_nothing
    a_request_begun_during_the_refresh_is_held_for_the_new_token
    the_hand_written_interceptors_of_the_course_may_stay
    an_interceptor_that_reads_the_flag_the_wrong_way_round_does_not_loop
    and_neither_does_the_right_way_round_when_something_else_sends_the_call_again
    a_place_where_every_token_is_rejected_costs_one_refresh
    a_place_that_blames_the_token_gets_another_one
}
