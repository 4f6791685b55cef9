//! `refresh.ahead`: the token is renewed before its end, and nobody waits for it.

crate::page::claims! {
    "/tests/js/ahead.js"
    a_token_is_renewed_so_many_seconds_before_its_end
    true_is_a_minute_and_never_more_than_a_fifth_of_the_life
    where_it_is_off_or_nothing_is_known_no_timer_runs
    a_timer_beyond_31_bits_is_cut_and_set_again
    a_page_that_was_away_looks_at_the_clock
    requests_leave_at_once_meanwhile
}
