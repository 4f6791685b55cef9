//! Two clients, one session: where they keep the token in the same place. And what `close` leaves behind.

crate::page::claims! {
    "/tests/js/sharing.js"
    two_clients_on_one_key_share_the_session
    what_one_signs_out_the_other_is_signed_out_of
    defaults_and_interceptors_are_not_shared
    other_keys_and_storages_are_other_sessions
    memory_is_not_shared
    who_disagrees_is_refused_by_name
    what_is_closed_is_begun_anew_by_the_next_client
    a_session_is_open_while_one_of_its_clients_is
    calls_in_flight_settle_after_close
    a_closed_client_goes_on_when_it_is_used_again
    who_mounts_unmounts_and_mounts_again_hears_everything_once
    it_is_disposed_of_by_closing
    a_client_without_a_session_can_be_closed
}
