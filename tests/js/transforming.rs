//! The application's own hands on `data`: `transformRequest` and `transformResponse`.

crate::page::claims! {
    "/tests/js/transforming.js"
    a_function_or_a_list_of_them_changes_what_is_sent
    it_gets_the_headers_and_the_config_for_this
    what_it_leaves_as_an_object_is_still_json
    the_defaults_of_axios_can_stand_in_a_list
    it_runs_once_for_a_call_that_is_replayed
    the_answer_is_given_as_it_came_with_headers_and_status
    without_a_parser_in_the_list_a_text_stays_a_text
    an_answer_that_is_refused_goes_through_it_too
    what_it_throws_rejects_the_call_unwrapped
    a_login_is_read_as_the_server_said_it
}
