//! What the application does to the session from inside it: it throws, and it calls back.

crate::page::claims! {
    "/tests/js/surviving.js"
    every_subscriber_throws_and_the_session_goes_on
    every_response_interceptor_throws_and_the_session_goes_on
    every_request_interceptor_throws_and_the_session_goes_on
    login_refresh_and_logout_may_be_called_from_every_event
    login_refresh_and_logout_may_be_called_from_every_change
    a_subscriber_throws_and_so_does_the_console
    an_answer_that_was_made_by_hand_needs_no_headers
    a_config_that_somebody_has_frozen_is_refreshed_for_and_replayed
    getters_of_the_application_may_throw
    a_mark_may_hold_anything
}
