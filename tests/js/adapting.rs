//! `adapter`: somebody else's way to send, and the session around it.

crate::page::claims! {
    "/tests/js/adapting.js"
    an_adapter_sends_in_the_place_of_fetch
    a_401_from_an_adapter_is_refreshed_and_replayed
    an_adapters_answer_may_blame_the_token
    what_stays_a_rejection_says_why
    the_status_of_an_adapters_answer_is_judged_like_any_other
    what_an_adapter_throws_rejects_the_call_unwrapped
    a_timeout_reaches_the_adapter
    a_call_elsewhere_gives_the_adapter_no_token
    the_refresh_call_goes_by_fetch
}
