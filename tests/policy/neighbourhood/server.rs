//! The auth server, and the API that knows its tokens. A refresh cookie is good for one refresh; a server with grace
//! takes the one before the last as well.

#[derive(Clone, Debug)]
pub struct Server {
    has_grace: bool,
    sessions: Vec<Session>,
    /// The access tokens that have not expired.
    valid: Vec<String>,
    minted: u32,
}

#[derive(Clone, Debug)]
struct Session {
    user: u32,
    serial: u32,
    is_revoked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cookie {
    session: usize,
    serial: u32,
}

#[derive(Clone, Debug)]
pub enum Answer {
    Token { token: String, cookie: Cookie },
    No,
    Goodbye,
}

impl Server {
    pub fn new(has_grace: bool) -> Self {
        Self { has_grace, sessions: Vec::new(), valid: Vec::new(), minted: 0 }
    }

    pub fn sign_in(&mut self, user: u32) -> Answer {
        self.sessions.push(Session { user, serial: 0, is_revoked: false });
        let cookie = Cookie { session: self.sessions.len() - 1, serial: 0 };
        Answer::Token { token: self.mint(user), cookie }
    }

    pub fn refresh(&mut self, cookie: Option<Cookie>) -> Answer {
        let Some(cookie) = cookie else { return Answer::No };
        let session = &mut self.sessions[cookie.session];
        let is_late = self.has_grace && cookie.serial + 1 == session.serial;
        if session.is_revoked || !(is_late || cookie.serial == session.serial) {
            return Answer::No;
        }
        session.serial += u32::from(!is_late);
        let (user, cookie) = (session.user, Cookie { serial: session.serial, ..cookie });
        Answer::Token { token: self.mint(user), cookie }
    }

    pub fn sign_out(&mut self, cookie: Option<Cookie>) -> Answer {
        if let Some(cookie) = cookie {
            self.sessions[cookie.session].is_revoked = true;
        }
        Answer::Goodbye
    }

    pub fn expire_all(&mut self) {
        self.valid.clear();
    }

    pub fn accepts(&self, token: Option<&str>) -> bool {
        token.is_some_and(|token| self.valid.iter().any(|valid| valid == token))
    }

    /// A later answer was quicker: the browser holds a cookie that is good for nothing, and no client can help it.
    pub fn is_outdated(&self, cookie: Cookie) -> bool {
        cookie.serial + u32::from(self.has_grace) < self.sessions[cookie.session].serial
    }

    /// Whose session this cookie would renew.
    pub fn owner(&self, cookie: Option<Cookie>) -> Option<u32> {
        let cookie = cookie?;
        let session = &self.sessions[cookie.session];
        (!session.is_revoked && session.serial == cookie.serial).then_some(session.user)
    }

    fn mint(&mut self, user: u32) -> String {
        self.minted += 1;
        let token = format!("{user}.{}", self.minted);
        self.valid.push(token.clone());
        token
    }
}

/// The user whose token it is.
pub fn user_of(token: &str) -> u32 {
    token.split_once('.').unwrap().0.parse().unwrap()
}
