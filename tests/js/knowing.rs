//! What the session knows: checkAuth, refresh, the token, and what others write to the store.

crate::page::claims! {
    "/tests/js/knowing.js"
    construction_touches_no_network
    a_first_visitor_is_anonymous_after_one_no
    a_returning_visitor_is_known_by_the_cookie
    those_who_ask_together_share_one_refresh
    what_cannot_be_asked_stays_unknown
    the_first_accepted_request_with_a_stored_token_shows_who_is_there
    refresh_asks_whatever_is_known
    a_refresh_that_fails_says_why
    a_manual_and_a_needed_refresh_are_one
    set_token_refuses_what_cannot_be_one_without_repeating_it
    what_other_code_writes_to_the_store_is_adopted
    what_other_code_wrote_meanwhile_spares_the_refresh
    a_token_in_the_store_that_is_none_is_not_sent
    each_storage_keeps_to_its_place
    when_it_expires_is_counted_from_receipt_and_never_believed
    the_snapshot_is_frozen_and_the_same_until_something_changes
}
