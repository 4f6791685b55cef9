//! The ways to call, and what comes back.

crate::page::claims! {
    "/tests/js/calling.js"
    every_verb_says_its_method
    the_verbs_with_a_body_send_it
    the_client_is_a_function_and_an_instance
    a_config_can_be_sent_again_and_again
    an_answer_has_the_fields_of_axios
    a_response_type_says_how_the_body_is_read
    what_is_no_json_is_text
    no_body_is_an_empty_text_whatever_was_asked_for
    validate_status_says_what_fulfils
    an_error_answer_is_read_by_the_same_response_type
    get_uri_joins_and_sends_nothing
}
