//! Whose the `Authorization` of a request is.

/// Who answers for the header that the session would set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Credential {
    /// Nothing was given, or what was given is the session's own token: the session sets it, anew for each attempt.
    Session,
    /// The caller brought something else: it is never replaced, and its rejection starts no refresh.
    Caller,
}

/// `given` is the header's value in the caller's config. People leave ``Bearer ${localStorage.getItem('token')}``
/// in an interceptor; that, with or without a token in it, counts as the session's.
#[must_use]
pub fn whose(given: Option<&str>, scheme: &str, is_ours: impl Fn(&str) -> bool) -> Credential {
    let Some(given) = given else { return Credential::Session };
    let token = without_scheme(given, scheme);
    let is_empty_handed = matches!(token, "" | "null" | "undefined");
    if is_empty_handed || is_ours(token) { Credential::Session } else { Credential::Caller }
}

/// Schemes are compared without case (RFC 9110 §11.1).
fn without_scheme<'a>(given: &'a str, scheme: &str) -> &'a str {
    let given = given.trim_ascii();
    match given.split_at_checked(scheme.len()) {
        Some((start, rest))
            if start.eq_ignore_ascii_case(scheme) && (rest.is_empty() || rest.starts_with(' ')) =>
        {
            rest.trim_ascii_start()
        }
        Some(_) | None => given,
    }
}
