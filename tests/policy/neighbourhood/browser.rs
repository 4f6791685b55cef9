//! One browser: its tabs, each with a machine and a driver's habits; the store, the lock and the cookie jar that they
//! share; and the network, which may be slow, and may lose what it carries.

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{
    Attempt, CookieCall, Epoch, Input, LockRequest, Machine, Outcome, Pass, Settings, Ticket,
};

use super::law::Law;
use super::server::{Answer, Cookie, Server};
use super::store::{Texts, grant};

pub const TIMEOUT: Millis = Millis(10_000);

#[derive(Clone, Debug)]
pub struct Browser {
    pub now: Millis,
    pub tabs: Vec<Tab>,
    pub store: Texts,
    /// Those who ask for the lock, the one who has it first.
    pub queue: Vec<Asked>,
    pub jar: Option<Cookie>,
    pub server: Server,
    pub calls: Vec<Call>,
    pub waiters: Vec<Waiter>,
    pub law: Law,
}

#[derive(Clone, Debug)]
pub struct Tab {
    pub machine: Machine<usize, u32>,
    /// What its process knows of the store.
    pub view: Texts,
    pub seen: Texts,
    pub requests: Vec<Request>,
    pub is_frozen: bool,
    /// What has arrived while it was frozen.
    inbox: Vec<(Kind, Option<Answer>)>,
    /// Since when it has asked for the lock.
    pub wants_lock_since: Option<Millis>,
    /// Its refresh under way has waited long enough.
    pub goes_without_lock: bool,
    pub was_hidden: bool,
    /// Those who may leave, once all orders are carried out.
    pub passes: Vec<(usize, Pass)>,
    /// Requests for a lock that is not there.
    pub refused: Vec<LockRequest>,
}

#[derive(Clone, Debug)]
pub struct Asked {
    pub tab: usize,
    pub request: LockRequest,
    pub had_to_wait: bool,
    pub is_told: bool,
    /// What follows in the same hold comes a call later.
    pub has_called: bool,
}

#[derive(Clone, Debug)]
pub struct Call {
    pub tab: usize,
    pub kind: Kind,
    pub cookie: Option<Cookie>,
    pub answer: Option<Answer>,
    pub has_lock: bool,
    pub sent: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Refresh(Attempt),
    SignIn(u32, Ticket),
    SignOut(Ticket),
}

#[derive(Clone, Debug)]
pub struct Request {
    pub waiter: usize,
    pub token: Option<String>,
    pub carried: Epoch,
    pub is_last_chance: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Waiter {
    pub kind: WaiterKind,
    /// In whose name it has travelled.
    pub user: Option<u32>,
    pub waits: bool,
}

#[derive(Clone, Copy, Debug)]
pub enum WaiterKind {
    Request,
    SignIn(u32),
    SignOut,
}

impl Browser {
    /// User 1 is signed in in all tabs.
    pub fn new(tabs: usize, has_lock: bool, has_grace: bool) -> Self {
        let mut server = Server::new(has_grace);
        let Answer::Token { token, cookie, .. } = server.sign_in(1) else { panic!("a token") };
        let store = Texts::of_token(&token, 1);
        let tab = |seed: usize| {
            let seed = u32::try_from(seed).unwrap();
            let settings = Settings { timeout: TIMEOUT, ahead: None, seed, has_neighbours: true };
            Tab {
                machine: Machine::new(settings, Millis(1_000), store.read()),
                view: store.clone(),
                seen: store.clone(),
                requests: Vec::new(),
                is_frozen: false,
                inbox: Vec::new(),
                wants_lock_since: None,
                goes_without_lock: false,
                was_hidden: false,
                passes: Vec::new(),
                refused: Vec::new(),
            }
        };
        Self {
            now: Millis(1_000),
            tabs: (1..=tabs).map(tab).collect(),
            store: store.clone(),
            queue: Vec::new(),
            jar: Some(cookie),
            server,
            calls: Vec::new(),
            waiters: Vec::new(),
            law: Law::new(has_lock, has_grace),
        }
    }

    pub fn depart(&mut self, tab: usize) {
        let waiter = self.waiter(WaiterKind::Request);
        self.look(tab);
        self.feed(tab, Input::Departs(waiter));
    }

    pub fn answer_request(&mut self, tab: usize, index: usize) {
        let Request { waiter, token, carried, is_last_chance } = self.tabs[tab].requests.remove(index);
        let route = format!("GET /{waiter}").as_str().into();
        if self.server.accepts(token.as_deref()) {
            self.feed(tab, Input::Accepted { carried, route });
        } else if !is_last_chance {
            self.waiters[waiter].waits = true;
            self.look(tab);
            self.feed(tab, Input::Rejected { waiter, carried, route, blames_token: true });
        }
    }

    pub fn sign_in(&mut self, tab: usize, user: u32) {
        let waiter = self.waiter(WaiterKind::SignIn(user));
        self.feed(tab, Input::CallWanted { waiter, call: CookieCall::SignIn });
    }

    pub fn sign_out(&mut self, tab: usize) {
        self.law.somebody_signs_out();
        let waiter = self.waiter(WaiterKind::SignOut);
        self.feed(tab, Input::CallWanted { waiter, call: CookieCall::SignOut });
        self.feed(tab, Input::SignedOut);
    }

    pub fn serve(&mut self, index: usize) {
        let Call { kind, cookie, sent, .. } = self.calls[index];
        self.law.served_late |= self.now >= sent + TIMEOUT;
        self.calls[index].answer = Some(match kind {
            Kind::Refresh(_) => self.server.refresh(cookie),
            Kind::SignIn(user, _) => self.server.sign_in(user),
            Kind::SignOut(_) => self.server.sign_out(cookie),
        });
    }

    /// The cookie is the browser's, whatever has become of the page.
    pub fn deliver(&mut self, index: usize) {
        let Call { tab, kind, answer, .. } = self.calls.remove(index);
        match &answer {
            Some(Answer::Token { cookie, .. }) => {
                self.law.overtaken(self.server.is_outdated(*cookie));
                self.jar = Some(*cookie);
            }
            Some(Answer::Goodbye) => self.jar = None,
            Some(Answer::No) | None => {}
        }
        self.arrives(tab, kind, answer);
    }

    /// On its way there or on its way back.
    pub fn lose(&mut self, index: usize) {
        let Call { tab, kind, answer, .. } = self.calls.remove(index);
        self.law.lost(answer.as_ref());
        self.arrives(tab, kind, None);
    }

    fn arrives(&mut self, tab: usize, kind: Kind, answer: Option<Answer>) {
        if self.tabs[tab].is_frozen {
            return self.tabs[tab].inbox.push((kind, answer));
        }
        let granted = match &answer {
            Some(Answer::Token { token, .. }) => Some(grant(token)),
            Some(Answer::No | Answer::Goodbye) | None => None,
        };
        match kind {
            Kind::Refresh(attempt) => {
                let outcome = match (answer, granted) {
                    (_, Some(grant)) => Outcome::Renewed(grant),
                    (Some(_), None) => Outcome::Over,
                    (None, None) => Outcome::UNREACHABLE,
                };
                self.look(tab);
                self.feed(tab, Input::RefreshAnswered { attempt, outcome });
            }
            Kind::SignIn(_, ticket) => {
                if let Some(grant) = granted {
                    self.feed(tab, Input::SignedIn { ticket, grant });
                }
                self.feed(tab, Input::CallEnded(ticket));
            }
            Kind::SignOut(ticket) => self.feed(tab, Input::CallEnded(ticket)),
        }
    }

    /// What the others say comes before the lock that they let go, though what they wrote may come after it.
    pub fn grant_lock(&mut self) {
        self.queue[0].is_told = true;
        let Asked { tab, request, had_to_wait, .. } = self.queue[0].clone();
        if !self.tabs[tab].is_frozen {
            self.look(tab);
            self.feed(tab, Input::WrittenElsewhere(self.store.generation()));
            self.feed(tab, Input::LockGranted { request, contended: had_to_wait });
        }
    }

    /// What the others have written is readable now, and an event says so.
    pub fn hear(&mut self, tab: usize) {
        self.tabs[tab].view = self.store.clone();
        self.look(tab);
    }

    pub fn wake(&mut self, tab: usize) {
        let alarm = self.tabs[tab].machine.alarm();
        self.now = alarm.map_or(self.now, |alarm| alarm.max(self.now));
        self.look(tab);
        self.feed(tab, Input::Woke);
    }

    pub fn hide(&mut self, tab: usize) {
        self.tabs[tab].was_hidden = true;
        self.feed(tab, Input::Hidden);
    }

    pub fn thaw(&mut self, tab: usize) {
        self.tabs[tab].is_frozen = false;
        self.hear(tab);
        let has_lock = self.queue.first().is_some_and(|first| first.tab == tab && first.is_told);
        if has_lock {
            self.grant_lock();
        }
        for (kind, answer) in std::mem::take(&mut self.tabs[tab].inbox) {
            self.arrives(tab, kind, answer);
        }
    }
}
