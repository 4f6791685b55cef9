//! What registration and login take. Texts for people who fill in a form.

use serde::Deserialize;

use crate::error::{ApiError, FieldError};
use crate::secret::Password;

/// The longest address that mail can be delivered to (RFC 5321).
const LONGEST_EMAIL_BYTES: usize = 254;
/// NIST SP 800-63B: at least eight, and length is what counts.
const SHORTEST_PASSWORD_CHARS: usize = 8;
/// Nobody types more; argon2 would hash a megabyte just as well.
pub const LONGEST_PASSWORD_CHARS: usize = 128;

#[derive(Debug, Deserialize)]
pub struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default = "no_password")]
    pub password: Password,
}

impl Credentials {
    /// The mail as accounts are found by: people do not remember how they capitalised it.
    pub fn email(&self) -> String {
        self.email.trim().to_lowercase()
    }

    pub fn is_plausible(&self) -> bool {
        self.email.len() <= LONGEST_EMAIL_BYTES
            && self.password.text().chars().count() <= LONGEST_PASSWORD_CHARS
    }

    /// The rules for a new account.
    pub fn check(&self) -> Result<(), ApiError> {
        let mut errors = Vec::new();
        if !is_email(&self.email()) {
            errors.push(FieldError::body("email", "Please enter a valid email address"));
        }
        let length = self.password.text().chars().count();
        if !(SHORTEST_PASSWORD_CHARS..=LONGEST_PASSWORD_CHARS).contains(&length) {
            errors.push(FieldError::body("password", "Please choose a password of 8 to 128 characters"));
        }
        if errors.is_empty() { Ok(()) } else { Err(ApiError::Invalid(errors)) }
    }
}

/// Shape only: whether the mail exists is what the activation link finds out.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let visible = |c: char| !c.is_whitespace() && !c.is_control();
    text.len() <= LONGEST_EMAIL_BYTES
        && !local.is_empty()
        && !local.contains('@')
        && text.chars().all(visible)
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

fn no_password() -> Password {
    Password::new("")
}
