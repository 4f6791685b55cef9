//! What the application does to the session from inside it: it throws, and it calls back.

crate::page::claims! {
    "/tests/js/surviving.js"
    every_subscriber_throws_and_the_session_goes_on
    every_response_interceptor_throws_and_the_session_goes_on
    every_request_interceptor_throws_and_the_session_goes_on
    login_refresh_and_logout_may_be_called_from_every_event
    login_refresh_and_logout_may_be_called_from_every_change
}
