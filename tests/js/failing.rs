//! What a failing call rejects with.

crate::page::claims! {
    "/tests/js/failing.js"
    each_status_has_its_code
    the_network_down_has_its_cause
    whatever_fetch_throws_is_the_cause
    a_body_that_breaks_off_is_a_network_error
    an_error_has_the_fields_of_axios
    an_error_has_the_keys_of_axios
    the_guards_know_the_kinds
    an_error_whose_config_is_a_cycle_can_still_be_logged
}
