//! The store as each tab sees it: what another tab has written is readable here only a moment later.

use evertoken::policy::stored::{Ending, Mark, Says, Stored};
use evertoken::policy::token::{AccessToken, Grant, Identity};

use super::server::user_of;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    pub token: Option<String>,
    mark: Option<Written>,
}

#[derive(Clone, Debug, PartialEq)]
struct Written {
    generation: u32,
    of: Result<String, Ending>,
}

impl Texts {
    pub fn of_token(token: &str, generation: u32) -> Self {
        Self { token: Some(token.into()), mark: Some(Written { generation, of: Ok(token.into()) }) }
    }

    pub fn of_end(ending: Ending, generation: u32) -> Self {
        Self { token: None, mark: Some(Written { generation, of: Err(ending) }) }
    }

    pub fn generation(&self) -> u32 {
        self.mark.as_ref().map_or(0, |mark| mark.generation)
    }

    pub fn read(&self) -> Stored<u32> {
        let mark = self.mark.as_ref().map(|mark| Mark {
            generation: mark.generation,
            says: match &mark.of {
                Err(ending) => Says::Ended(*ending),
                Ok(token) if self.token.as_ref() == Some(token) => Says::Here,
                Ok(_) => Says::Elsewhere,
            },
            identity: Identity {
                user_id: mark.of.as_ref().ok().map(|token| user_of(token).to_string()),
                subject: None,
            },
        });
        Stored { grant: self.token.as_deref().map(grant), mark }
    }
}

pub fn grant(token: &str) -> Grant<u32> {
    let user = user_of(token);
    Grant {
        token: AccessToken::parse(token).unwrap(),
        identity: Identity { user_id: Some(user.to_string()), subject: None },
        expires_at: None,
        lifetime: None,
        age: None,
        user: Some(user),
    }
}
