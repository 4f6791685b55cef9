//! The mark beside the token: for other tabs, and for the time after a reload.

crate::page::claims! {
    "/tests/js/tabs.js"
    the_mark_says_whose_the_token_is_and_holds_none
    the_mark_is_written_before_its_token
    after_a_reload_the_user_is_known
    after_a_logout_and_a_reload_requests_ask_nobody_but_check_auth_does
    a_logout_that_another_tab_wrote_is_this_tabs
    garbage_in_the_mark_is_no_mark
}
