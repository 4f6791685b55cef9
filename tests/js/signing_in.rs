//! Login and registration.

crate::page::claims! {
    "/tests/js/signing_in.js"
    a_login_stores_the_token_and_knows_the_user
    a_wrong_password_changes_nothing_and_starts_no_refresh
    a_login_answered_without_a_token_is_an_error
    a_registration_without_a_token_signs_nobody_in
    a_registration_with_a_token_signs_in
    response_interceptors_see_the_login_and_do_not_spoil_it
    a_request_interceptor_sees_the_login_too
    the_calls_of_the_session_have_their_own_places
    a_login_through_the_client_itself_gets_no_token_and_no_refresh
    a_login_waits_for_a_refresh_in_flight
    a_login_retires_what_was_in_flight_of_the_session_before
    set_token_takes_a_token_and_a_user
}
