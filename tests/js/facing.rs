//! What a client is to the outside: methods that stand alone, and nothing private to be seen, copied or wrapped.

crate::page::claims! {
    "/tests/js/facing.js"
    methods_can_be_taken_off_their_object
    what_a_subclass_makes_of_a_method_counts
    a_method_can_be_replaced
    nothing_private_can_be_seen
    a_clone_is_refused_as_that_of_a_function_is
    frameworks_do_not_wrap_it
    overlapping_calls_each_get_their_own_answer
}
