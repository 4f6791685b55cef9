//! The body of an answer on its way: counted, limited, told of.

crate::page::claims! {
    "/tests/js/downloading.js"
    progress_is_told_with_the_total_and_the_last_event_is_all_of_it
    without_a_length_the_total_is_unknown
    progress_is_told_about_three_times_a_second_at_most
    of_nothing_there_is_no_progress
    what_is_read_is_the_same_with_and_without_somebody_who_listens
    an_answer_that_is_too_long_is_left_where_it_is_too_long
    a_length_that_is_too_much_is_believed
    what_is_no_more_than_the_limit_passes
    a_stream_is_limited_while_it_is_read
    an_abort_after_a_stream_was_handed_out_ends_the_stream
    the_timeout_covers_a_stream_that_was_handed_out
    a_body_that_is_too_long_is_not_sent
}
