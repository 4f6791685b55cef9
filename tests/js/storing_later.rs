//! A storage that answers with promises.

crate::page::claims! {
    "/tests/js/storing_later.js"
    requests_wait_until_the_storage_was_read
    once_it_was_read_nothing_is_waited_for
    a_login_and_a_check_wait_as_well
    a_refresh_by_name_waits_as_well
    a_token_that_was_set_meanwhile_is_not_overwritten
    a_logout_meanwhile_is_one
    an_older_write_never_lands_after_a_later_removal
    what_was_written_is_read_before_it_has_landed
    a_storage_that_cannot_be_read_degrades
    a_write_that_is_rejected_degrades_and_leaves_no_older_token
    a_storage_that_never_answers_holds_nobody_for_ever
    an_answer_that_comes_too_late_is_not_heard
    a_storage_that_only_writes_with_promises_is_one_too
    a_storage_that_settles_its_promises_as_it_likes_is_heard_by_nobody_else
    a_request_that_is_aborted_while_it_waits_is_told_at_once
    a_request_without_the_session_waits_for_nothing
}
