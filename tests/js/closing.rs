//! What is left of a client that nobody uses any more: nothing, as far as the browser and the wasm can count.

crate::page::claims! {
    "/tests/js/closing.js"
    nothing_is_left_after_close
    nothing_is_left_of_a_refresh_ahead_of_time
    nothing_is_left_of_a_client_that_was_closed_in_the_midst_of_things
    nothing_is_left_of_a_call_that_its_interceptor_held_up_beyond_the_end
    nothing_is_left_when_a_closed_client_was_used_again_and_closed_again
    a_hundred_mounts_of_one_client_leave_the_memory_as_it_was
    a_hundred_clients_that_are_let_go_of_leave_the_memory_as_it_was
}
