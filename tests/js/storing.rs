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
}
