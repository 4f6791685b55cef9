//! What `data` becomes on the wire, the first time and the second.

crate::page::claims! {
    "/tests/js/sending.js"
    objects_and_arrays_are_json
    texts_go_as_they_are
    nothing_has_no_type
    parameters_are_a_form
    an_object_is_urlencoded_where_the_type_says_so
    form_data_leaves_the_boundary_to_the_browser
    an_object_is_multipart_where_the_type_or_the_verb_says_so
    bytes_are_the_own_bytes_only
    a_get_has_no_body
    the_replay_sends_the_same_bytes_and_the_same_type
    the_replay_of_a_form_sends_the_same_parts
    what_is_replayed_was_written_before_the_caller_changed_it
    a_function_makes_a_body_for_each_attempt
    a_function_may_make_streams
    a_stream_is_sent_once_and_the_rejection_says_why_not_twice
    a_stream_that_would_leave_as_a_text_is_refused
    a_stream_that_fetch_refuses_is_a_bad_option_as_well
    a_text_that_is_to_be_json_is_quoted_as_axios_quotes_it
    a_file_of_json_keeps_its_type
    an_html_form_is_a_form
    a_form_verb_says_the_type_whatever_the_headers_are
    a_list_of_files_is_a_form
    a_form_can_number_its_lists_and_write_json
}
