//! Where the token goes, whose rejections count, and what is the caller's own.

crate::page::claims! {
    "/tests/js/scope.js"
    an_absolute_url_elsewhere_gets_no_token_and_its_rejection_starts_no_refresh
    a_base_url_of_the_call_does_not_widen_the_scope
    further_origins_get_the_token_and_their_rejections_count
    a_rejection_from_where_a_redirect_led_does_not_count
    the_callers_own_authorization_is_left_alone
    what_is_left_of_an_old_interceptor_counts_as_ours
    a_held_token_is_ours_and_replaced_on_the_replay
    a_call_may_opt_out
    a_client_without_a_session_is_a_plain_one
}
