//! `create`: a client with defaults and interceptors of its own, and the session of the one that it is made of.

crate::page::claims! {
    "/tests/js/creating.js"
    a_child_has_copies_of_the_defaults
    a_child_inherits_no_interceptor
    a_child_shares_the_session
    memory_is_shared_with_a_child
    a_child_elsewhere_gets_no_token
    a_changed_base_moves_the_calls_and_neither_the_token_nor_the_session
    a_child_cannot_have_a_session_of_its_own
    a_child_of_a_client_without_a_session_has_none
    a_default_can_be_changed_and_a_bad_one_is_named_by_the_call
    axios_create_is_a_new_client
}
