//! How a request leaves: at once, and with the token.

crate::page::claims! {
    "/tests/js/departing.js"
    fetch_is_called_before_get_returns
    fetch_is_called_before_get_returns_behind_synchronous_interceptors
    an_asynchronous_interceptor_is_waited_for
    the_token_travels_as_bearer
    without_a_token_nothing_is_attached
    the_token_travels_bare_in_a_header_of_its_own_and_follows_no_redirect
    a_redirect_that_the_caller_asked_for_is_followed
    cookies_go_to_the_own_origin_unless_more_is_asked_for
}
