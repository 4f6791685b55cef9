//! Bad options: each names its field, and none its value.

crate::page::claims! {
    "/tests/js/options.js"
    each_unknown_option_is_named
    each_ill_typed_option_is_named
    each_ill_typed_option_of_the_session_is_named
    each_ill_typed_option_of_the_refresh_is_named
    what_axios_has_for_servers_is_accepted_and_ignored
    a_base_url_that_is_none_is_refused
    undefined_and_null_are_as_good_as_absent
    each_ill_typed_option_of_a_call_is_named_and_nothing_is_sent
    a_call_without_a_url_is_refused
    a_method_that_fetch_refuses_is_no_panic
    a_header_with_a_line_break_is_refused_and_not_repeated
    data_that_cannot_be_written_is_refused
    a_token_that_is_garbage_is_only_a_token
}
