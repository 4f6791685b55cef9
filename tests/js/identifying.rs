//! What the caller shows of itself beside the session: `auth`, and the answer to forgery.

crate::page::claims! {
    "/tests/js/identifying.js"
    a_name_and_a_password_are_basic_authorization
    basic_authorization_is_the_callers_own_and_its_rejection_starts_no_refresh
    in_another_header_the_session_travels_beside_basic_authorization
    a_cookie_is_echoed_in_a_header_to_the_pages_own_origin_only
    the_names_of_cookie_and_header_can_be_said
    elsewhere_it_goes_only_where_it_is_strictly_said
}
