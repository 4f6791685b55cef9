//! A storage that throws degrades to memory, says so once, and never throws on the caller.

crate::page::claims! {
    "/tests/js/storing.js"
    a_storage_that_throws_when_read_degrades
    a_storage_that_is_full_degrades
    a_storage_that_throws_at_everything_degrades
    a_storage_that_is_not_there_degrades
    a_storage_whose_property_throws_degrades
    a_storage_that_is_really_full_degrades
    a_token_that_was_cleared_is_not_a_logout
    garbage_and_megabytes_are_no_token_and_no_error
    a_storage_that_is_cleared_in_the_middle_of_everything_harms_nobody
    other_tabs_see_no_removal_when_the_storage_is_full
    a_storage_of_ones_own_keeps_the_session
    a_storage_of_ones_own_may_say_anything
    a_storage_of_ones_own_that_throws_degrades
}
