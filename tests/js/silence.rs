//! Nothing that leaves the engine holds a token, a password or a cookie unless it was asked for by name.

crate::page::claims! {
    "/tests/js/silence.js"
    no_error_tells_a_secret
    an_error_repeats_no_secret_of_its_url
    no_snapshot_and_no_event_tells_a_secret
    no_trace_and_no_entry_of_the_timeline_tells_a_secret
    the_token_is_in_no_config
    the_refresh_token_is_dropped
    nothing_that_can_be_overheard_in_a_long_session_tells_a_secret
    whoever_listens_for_secrets_would_find_one
}
