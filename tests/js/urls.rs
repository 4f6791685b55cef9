//! Base, path and query, joined as axios joins them.

crate::page::claims! {
    "/tests/js/urls.js"
    base_and_path_are_joined_by_one_slash
    an_absolute_url_needs_no_base
    parameters_are_written_as_axios_writes_them
    a_query_is_continued_and_a_hash_removed
    a_relative_base_is_the_pages
    dots_in_a_path_do_not_leave_the_origin
    a_parameter_that_cannot_be_written_is_refused
    a_serializer_says_how_lists_are_numbered
    a_name_says_what_kind_of_value_it_has
    a_serializer_may_be_a_function
    a_serializer_may_encode_in_its_own_way
    the_calls_serializer_replaces_the_clients_as_in_axios
    what_a_serializer_throws_is_told_as_the_cause
    an_object_of_a_class_is_written_by_its_properties
    an_absolute_url_can_be_kept_below_the_base
    a_base_url_of_the_call_takes_the_place_of_the_clients
}
