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
}
