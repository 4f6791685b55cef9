//! The refresh machine, scene by scene, in the order of a session's life. `exploration` walks through all histories.
//!
//! Where each promise of `src/lib.rs` is shown (and, all of them, by
//! `exploration::all_histories_of_small_worlds_keep_the_promises` and `…::long_random_histories_keep_the_promises`):
//!
//! 1. `requests::a_thousand_requests_rejected_together_cost_one_refresh`,
//!    `deadlines::a_new_refresh_starts_only_after_the_deadline_of_the_one_before`
//! 2. `sign_out::logout_clears_everything_before_the_server_is_told`,
//!    `deadlines::at_the_deadline_callers_go_their_ways_and_the_session_stays`
//! 3. `requests::a_late_401_never_starts_a_refresh`, `store::another_tabs_renewal_releases_those_who_wait`
//! 4. `requests::only_what_leaves_for_the_first_time_has_another_chance`
//! 5. `sign_out::whoever_logs_out_during_a_refresh_stays_logged_out`,
//!    `sign_in::a_renewal_that_lands_after_a_later_login_is_checked_by_one_refresh`
//! 6. `outcomes::a_no_heard_twice_ends_the_session_once`, `outcomes::a_network_failure_never_ends_the_session`
//! 7. `sign_in::a_login_retires_what_was_in_flight`,
//!    `sign_out::a_renewal_that_lands_after_the_logout_call_is_logged_out_again`
//! 8. is not the machine's: `scope::no_url_is_allowed_that_leads_elsewhere` (and `scope.mutants`).
//!
//! The faults of `refresh.mutants`, each with the test that notices it:
//!
//! * each rejection starts a refresh of its own: `requests::a_rejection_during_a_refresh_joins_it`
//! * a login does not wait for the refresh: `sign_in::a_login_waits_for_the_refresh_and_a_refresh_for_the_login`
//! * a refresh is given up before its deadline: `deadlines::a_new_refresh_starts_only_after_the_deadline_of_the_one_before`
//! * giving back a turn takes somebody else's: `sign_in::a_turn_that_is_not_given_back_ends_with_the_timeout`
//! * nobody is told at the deadline: `deadlines::at_the_deadline_callers_go_their_ways_and_the_session_stays`
//! * a logout leaves those who wait alone: `sign_out::logout_clears_everything_before_the_server_is_told`
//! * a late 401 starts a refresh: `requests::a_late_401_never_starts_a_refresh`
//! * a late 401 is replayed with a token that was rejected too: `requests::a_late_401_joins_the_refresh_when_the_newer_token_was_rejected_too`
//! * another tab's renewal is kept from those who wait: `store::another_tabs_renewal_releases_those_who_wait`
//! * identical token text is taken for no renewal: `requests::identical_token_text_is_a_renewal`
//! * a replay may be replayed: `requests::only_what_leaves_for_the_first_time_has_another_chance`
//! * a late 401 may be replayed twice: `requests::a_late_401_never_starts_a_refresh`
//! * a renewal brings a logged-out session back: `sign_out::a_refresh_that_lands_after_logout_changes_nothing`
//! * a late renewal brings a logged-out session back: `sign_out::whoever_logs_out_during_a_refresh_stays_logged_out`
//! * a late renewal replaces a newer one: `deadlines::a_late_renewal_does_not_replace_a_newer_one`
//! * nobody asks whose the cookie is after a late renewal that is ignored: `deadlines::a_late_renewal_for_another_user_that_comes_after_a_newer_one_is_checked`
//! * any late renewal that is ignored costs a refresh: `deadlines::a_late_renewal_does_not_replace_a_newer_one`
//! * a late renewal is lost when the old token was evicted: `deadlines::a_late_renewal_is_taken_over_even_if_the_old_token_is_gone`
//! * a login that a logout overtook signs in: `overtaken::a_login_that_a_logout_overtook_signs_nobody_in`
//! * one "no" ends the session: `outcomes::one_no_ends_nothing_and_is_asked_again_within_half_a_second`
//! * one "no" ends a session whose token was evicted: `outcomes::one_no_does_not_end_a_session_whose_token_was_evicted`
//! * a "no" to one token counts against the next: `outcomes::a_no_from_before_another_tabs_token_does_not_count_after_it`
//! * a "no" to a token that another tab replaced ends the session: `outcomes::a_no_to_a_token_that_another_tab_replaced_is_none`
//! * a "no" is final though an earlier call is unanswered: `deadlines::while_the_previous_is_unanswered_a_no_is_not_final`
//! * a network failure ends the session: `outcomes::a_network_failure_never_ends_the_session`
//! * a first visitor is asked for twice: `outcomes::a_first_visitors_single_no_is_enough`
//! * requests are replayed with a token that was rejected already: `outcomes::nobody_is_replayed_with_a_token_that_was_rejected_already`
//! * a login's user gets the requests of the user before: `sign_in::a_login_retires_what_was_in_flight`
//! * a late 401 of the session before is replayed in this one: `sign_in::a_login_as_the_same_user_is_another_session_too`
//! * a renewal for another user is taken for the same session: `outcomes::a_renewal_for_another_user_is_another_session`
//! * a held request leaves with another user's token: `held::a_held_request_does_not_leave_with_another_users_token`
//! * a pass outlives its session: `requests::a_pass_is_worth_what_the_session_is_worth_when_it_is_used`
//! * nobody asks whose the cookie is after a late renewal: `sign_in::a_renewal_that_lands_after_a_later_login_is_checked_by_one_refresh`
//! * nobody asks whose the cookie is after a renewal that crossed a login: `sign_in::a_renewal_that_crosses_a_login_is_checked_when_the_login_is_done`
//! * a cookie that a late renewal revived outlives the logout: `sign_out::a_renewal_that_lands_after_the_logout_call_is_logged_out_again`
//! * a failed login makes the revived cookie forgotten: `sign_out::a_renewal_that_lands_before_a_login_is_sent_is_remembered_until_it_fails`
//! * a login that replaces a stray cookie is checked all the same: `sign_out::a_login_that_is_sent_after_the_renewal_landed_settles_whose_cookie_it_is`
//! * after the end requests go on refreshing: `requests::once_the_session_is_over_a_request_starts_no_refresh`
//! * every request is held during any refresh: `held::a_refresh_that_no_rejection_started_holds_nobody`
//! * traffic keeps a refresh waiting for ever: `deadlines::a_minute_is_the_longest`
//! * the second question has no deadline of its own: `deadlines::the_second_question_has_a_deadline_of_its_own`
//! * traffic keeps a logout waiting for a minute: `sign_out::the_logout_call_waits_no_longer_than_the_timeout`
//! * the answer to a second question counts as one to the first: `exploration::all_histories_of_small_worlds_keep_the_promises`
//! * a success is taken for that of the newest login on the wire: `overtaken::a_late_success_that_a_logout_overtook_is_not_taken_for_that_of_the_next_login`
//! * a success is taken for that of the oldest login on the wire: `exploration::all_histories_of_small_worlds_keep_the_promises`
//! * a ticket that was handed back still signs in: `overtaken::whoever_has_handed_back_the_ticket_signs_nobody_in`
//! * an overtaken login that succeeds leaves its cookie where it is: `overtaken::a_login_that_lands_after_the_logout_call_is_logged_out_again`
//! * what a store held that opened late outranks the logout that came before: `store::a_store_that_opens_late_outranks_nothing`
//! * a token where nobody was known is announced as a renewal: `store::a_token_where_nobody_was_known_is_a_login_that_serves_those_who_wait`
//! * a token that came again is not remembered as the newest: `requests::a_token_that_came_again_is_the_newest_that_the_session_knows`

mod ahead;
mod cooling;
mod deadlines;
mod fixture;
mod forbidden;
mod held;
mod lock;
mod marks;
mod neighbours;
mod outcomes;
mod overtaken;
mod requests;
mod sign_in;
mod sign_out;
mod store;

#[test]
fn the_faults_above_are_those_that_are_planted() {
    let listed = include_str!("refresh.rs").lines().filter_map(|line| line.strip_prefix("//! * "));
    let planted = include_str!("refresh.mutants").split("\n\n").map(|block| {
        let line = |start: &str| block.lines().find_map(|line| line.strip_prefix(start)).unwrap();
        let killer = line("killer policy::");
        format!("{}: `{}`", line("# "), killer.strip_prefix("refresh::").unwrap_or(killer))
    });
    assert!(listed.eq(planted));
}
