//! Requests as a caller would configure them.

use std::cell::Cell;

use evertoken::client;
use evertoken::policy::replay::Body;
use evertoken::policy::scope::Target;
use evertoken::policy::token::AccessToken;

pub const API: &str = "https://api.test";

#[derive(Clone)]
pub struct Request {
    /// As it is sent.
    pub url: String,
    method: &'static str,
    target: Target,
    /// Who asks; only tests read it.
    pub label: usize,
    takes_part: bool,
    farewell: Option<AccessToken>,
    credential: Option<String>,
    spent: Cell<bool>,
    waited: Cell<bool>,
    kept: Cell<usize>,
    body: Body,
}

impl Request {
    /// To a path of the API, or to an URL.
    pub fn to(url: &str) -> Self {
        if url.starts_with('/') { Self::spelled(&[API, url].concat()) } else { Self::spelled(url) }
    }

    /// To an URL as somebody wrote it on a page of another origin.
    pub fn spelled(url: &str) -> Self {
        let url = parse(url);
        Self {
            target: target_of(url.clone()),
            url: url.into(),
            method: "GET",
            label: 0,
            takes_part: true,
            farewell: None,
            credential: None,
            spent: Cell::new(false),
            waited: Cell::new(false),
            kept: Cell::new(0),
            body: Body::Kept,
        }
    }

    pub fn by(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }

    pub fn with_credential(mut self, value: &str) -> Self {
        self.credential = Some(value.into());
        self
    }

    pub fn outside_the_session(mut self) -> Self {
        self.takes_part = false;
        self
    }

    /// The logout call of a session that had this token.
    pub fn farewell_of(mut self, token: &str) -> Self {
        self.takes_part = false;
        self.farewell = AccessToken::parse(token);
        self
    }

    pub fn already_spent(self) -> Self {
        self.spent.set(true);
        self
    }

    pub fn with_body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// As far as the session has to know it.
    pub fn known(&self) -> client::Request {
        client::Request {
            target: self.target.clone(),
            route: [self.method, " ", &self.target.resource].concat().as_str().into(),
            credential: self.credential.clone(),
            takes_part: self.takes_part,
            is_farewell: self.farewell.is_some(),
            body: self.body,
        }
    }

    /// The token of the session that it ends.
    pub fn farewell(&self) -> &str {
        self.farewell.as_ref().expect("a farewell").reveal()
    }

    /// Whether the config carries `_isRetry`.
    pub fn is_spent(&self) -> bool {
        self.spent.get()
    }

    pub fn spend(&self) {
        self.spent.set(true);
    }

    pub fn hold(&self) {
        self.waited.set(true);
    }

    pub fn keep(&self) {
        self.kept.set(self.kept.get() + 1);
    }

    /// Whether it was said that it waits for a refresh.
    pub fn waited(&self) -> bool {
        self.waited.get()
    }

    /// How often it was said that it may have to be sent again.
    pub fn kept(&self) -> usize {
        self.kept.get()
    }

    pub fn labelled(mut self, label: usize) -> Self {
        self.label = label;
        self
    }
}

/// Where an URL leads.
pub fn target(url: &str) -> Target {
    target_of(parse(url))
}

/// A real WHATWG parser: what `new URL` is to the half of the client that is JavaScript.
fn parse(url: &str) -> url::Url {
    let page = url::Url::parse("https://page.test/app/").expect("an URL");
    page.join(url).expect("what cannot be parsed never reaches the client")
}

fn target_of(mut url: url::Url) -> Target {
    url.set_query(None);
    url.set_fragment(None);
    Target { origin: url.origin().ascii_serialization(), resource: url.into() }
}
