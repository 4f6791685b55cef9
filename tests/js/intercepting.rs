//! Interceptors, with the rules of axios.

crate::page::claims! {
    "/tests/js/intercepting.js"
    the_last_request_interceptor_runs_first_and_the_first_response_interceptor_too
    an_interceptor_sees_the_merged_config_before_anything_is_written
    headers_can_be_assigned_and_have_methods
    headers_have_the_methods_that_are_used_of_axioss
    a_plain_object_of_headers_will_do
    in_an_asynchronous_chain_an_own_rejected_does_not_see_the_own_throw
    a_rejected_that_returns_a_config_turns_the_chain_back
    in_a_synchronous_chain_the_own_rejected_is_told_and_the_call_goes_on
    what_a_synchronous_interceptor_throws_rejects_unwrapped
    one_that_is_not_wanted_is_skipped_and_does_not_make_the_chain_wait
    ids_increase_and_are_never_used_again
    the_two_kinds_do_not_mix
    returning_nothing_is_an_error_that_says_so
    a_response_interceptor_may_return_anything
    a_response_interceptor_may_heal_and_may_throw
    response_interceptors_hear_of_what_went_wrong_before_the_network
    interceptors_run_once_for_a_call_that_is_replayed
}
