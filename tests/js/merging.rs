//! The call's config over the client's, and what comes from nowhere else.

crate::page::claims! {
    "/tests/js/merging.js"
    headers_are_merged_without_case
    some_header_values_are_not_sent
    parameters_are_merged_and_scalars_replaced
    what_an_interceptor_changes_stays_in_its_call
    a_list_that_an_interceptor_extends_is_a_copy
    the_options_are_copied_at_the_start
    the_keys_that_reach_a_prototype_are_ignored
    a_header_named_like_a_method_breaks_nothing
    a_polluted_prototype_is_not_read
    no_token_is_read_from_a_polluted_prototype
    headers_may_stand_in_the_groups_of_axios
    what_is_taken_away_stays_away_when_the_config_is_sent_again
    headers_may_be_of_any_kind_that_has_names
    headers_that_are_none_are_refused_by_name
    an_undefined_in_the_call_is_as_good_as_absent
    a_null_in_the_call_stands_against_the_client
    what_belongs_to_somebody_is_not_copied
}
