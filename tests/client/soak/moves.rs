//! What can happen next.

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Event, Outcome};

use super::{Game, Login};
use crate::world::store::{grant, owner};
use crate::world::{End, Request};

const PEOPLE: [&str; 3] = ["alice", "bob", "carol"];

impl Game {
    pub fn make_a_move(&mut self) {
        match self.dice.roll(31) {
            0..=6 => self.begin_call(),
            7..=12 => self.answer_request(),
            13..=17 => self.answer_refresh(),
            18 => self.abort_call(),
            19 => self.ask(),
            20 => self.sign_out(),
            21 => self.begin_login(),
            22..=24 => self.answer_visit(),
            25 => self.interfere_with_the_store(),
            26 => self.answer_goodbye(),
            27 => self.revoke(),
            28 => self.give_up(),
            _ => self.let_time_pass(),
        }
    }

    fn begin_call(&mut self) {
        let paths = ["/users", "/users", "/other", "https://elsewhere.test/", "/refresh"];
        let url = self.dice.pick(&paths).expect("a path");
        let mut request = Request::to(url).labelled(self.calls.len());
        if self.dice.chance(10) {
            request = request.already_spent();
        }
        self.note(format!("call {} to {url}", self.calls.len()));
        self.world.client.look_at_store();
        self.witness.call_begins(self.calls.len(), &self.world);
        let call = self.world.send(request);
        self.calls.push(Some(call));
    }

    fn answer_request(&mut self) {
        let Some(index) = self.dice.pick(&self.world.wire.open()) else { return };
        let is_rejected = self.dice.chance(60);
        self.note(format!("attempt {index} {}", if is_rejected { "rejected" } else { "accepted" }));
        match (is_rejected, self.dice.chance(5)) {
            (_, true) => self.world.wire.cut(index),
            (true, false) => self.world.wire.answer(index, 401),
            (false, false) => self.world.wire.answer(index, 200),
        }
    }

    fn answer_refresh(&mut self) {
        let open = self.world.server.open_refreshes();
        let Some((index, _)) = self.dice.pick(&open) else { return };
        if self.dice.chance(30) {
            self.note(format!("refresh {index} unreachable"));
            if self.world.token().as_deref().and_then(owner) != self.jar.living_owner() {
                self.witness.cookie_is_excused.set(true);
            }
            self.world.server.answer(index, Outcome::UNREACHABLE);
            self.witness.last_was_over.set(false);
        } else {
            self.answer_refresh_honestly(index);
        }
    }

    /// As a server does that has the cookie before it: a living one is renewed, anything else is over.
    pub fn answer_refresh_honestly(&mut self, index: usize) {
        let cookie = self.witness.cookies.borrow()[index].clone();
        let living = cookie.filter(|cookie| self.jar.is_alive(cookie));
        if let Some(cookie) = &living {
            let token = self.new_token(&cookie.owner);
            self.note(format!("refresh {index} renewed: {token}"));
            self.jar.set(&cookie.owner);
            self.world.server.renew(index, &token);
        } else {
            self.note(format!("refresh {index} over"));
            self.witness.overs_heard.set(self.witness.overs_heard.get() + 1);
            self.world.server.answer(index, Outcome::Over);
        }
        self.witness.last_was_over.set(living.is_none());
    }

    /// At once, or from inside the next event of a kind.
    fn abort_call(&mut self) {
        let index = self.dice.roll(self.calls.len().max(1));
        let Some(call) = self.calls.get_mut(index).and_then(Option::take) else { return };
        self.note(format!("call {index} aborted"));
        match self.dice.pick(&[None, None, Some(Event::Refreshed), Some(Event::Logout), Some(Event::Over)]) {
            Some(Some(event)) => self.world.listener.when(event, move || call.abort()),
            _ => call.abort(),
        }
    }

    fn give_up(&mut self) {
        if !self.questions.is_empty() {
            let index = self.dice.roll(self.questions.len());
            self.note(format!("question {index} given up"));
            self.questions.swap_remove(index).abort();
        }
        let waiting: Vec<_> =
            (0..self.logins.len()).filter(|index| !self.logins[*index].visit.is_sent()).collect();
        if let Some(index) = self.dice.pick(&waiting) {
            self.note("a login gives up waiting".into());
            self.logins.swap_remove(index).visit.abort();
        }
    }

    fn ask(&mut self) {
        self.note("refresh by name".into());
        self.witness.is_signed_out.set(false);
        let question = if self.dice.chance(50) { self.world.refresh() } else { self.world.check() };
        self.questions.push(question);
    }

    fn sign_out(&mut self) {
        self.note("logout".into());
        let logout = self.world.log_out();
        self.witness.is_signed_out.set(true);
        self.logins.iter_mut().for_each(|login| login.is_overtaken = true);
        self.logouts.push(logout);
    }

    fn begin_login(&mut self) {
        let user = self.dice.pick(&PEOPLE).expect("somebody");
        self.note(format!("login as {user}"));
        let visit = self.world.log_in();
        self.logins.push(Login { visit, user, is_overtaken: false });
    }

    fn answer_visit(&mut self) {
        let is_sent = |index: &usize| self.logins[*index].visit.is_sent();
        let sent: Vec<_> = (0..self.logins.len()).filter(is_sent).collect();
        if let Some(index) = self.dice.pick(&sent) {
            let mut login = self.logins.swap_remove(index);
            match self.dice.roll(10) {
                0..=5 => self.let_in(&mut login),
                6..=7 => login.visit.end(),
                _ => login.visit.abort(),
            }
        }
        let is_sent = |index: &usize| self.logouts[*index].is_sent();
        let sent: Vec<_> = (0..self.logouts.len()).filter(is_sent).collect();
        if let Some(index) = self.dice.pick(&sent) {
            self.note("logout answered".into());
            self.jar.clear();
            self.logouts.swap_remove(index).end();
        }
    }

    fn let_in(&mut self, login: &mut Login) {
        let token = self.new_token(login.user);
        self.note(format!("login: {token}"));
        self.jar.set(login.user);
        if !login.is_overtaken {
            self.witness.is_signed_out.set(false);
        }
        login.visit.succeed(&token);
        self.world.run();
        if self.world.token() == Some(token) {
            assert!(!login.is_overtaken, "promise 5: a login that was taken back signs in");
            self.witness.cookie_is_excused.set(false);
        }
    }

    fn interfere_with_the_store(&mut self) {
        let current = self.world.token();
        match (current.as_deref().and_then(owner), self.dice.roll(3)) {
            (Some(_), 0) => self.world.store.put(None),
            (Some(user), 1) => {
                let token = self.new_token(&user);
                self.note(format!("foreign code stores {token}"));
                self.world.store.put(Some(&token));
            }
            (Some(user), _) => {
                let token = self.new_token(&user);
                self.note(format!("the application brings {token}"));
                self.witness.cookie_is_excused.set(true);
                self.world.client.set_token(grant(&token).expect("a token"));
            }
            (None, _) => {}
        }
    }

    fn answer_goodbye(&mut self) {
        if let Some(index) = self.dice.pick(&self.world.server.open_goodbyes()) {
            self.note("second logout answered".into());
            self.jar.clear();
            self.world.server.answer_goodbye(index);
        }
    }

    fn revoke(&mut self) {
        if self.dice.chance(30) {
            self.note("the server revokes".into());
            self.jar.revoke();
        }
    }

    fn let_time_pass(&mut self) {
        let stretch = self.dice.pick(&[50, 300, 500, 2_000, 9_999, 10_000, 25_000]).expect("a stretch");
        self.note(format!("{stretch} ms"));
        self.world.run();
        self.world.turn_clock(Millis(stretch));
    }

    /// Nothing begins any more, and all that is open is answered.
    pub fn come_to_rest(&mut self) {
        for _ in 0..100 {
            self.world.run();
            let refresh = self.world.server.open_refreshes().first().copied();
            if let Some((index, _)) = refresh {
                self.answer_refresh_honestly(index);
            } else if let Some(mut login) =
                self.logins.iter().position(|it| it.visit.is_sent()).map(|it| self.logins.remove(it))
            {
                login.visit.end();
            } else if let Some(index) = self.logouts.iter().position(|logout| logout.is_sent()) {
                self.jar.clear();
                self.logouts.remove(index).end();
            } else if let Some(index) = self.world.server.open_goodbyes().first().copied() {
                self.jar.clear();
                self.world.server.answer_goodbye(index);
            } else if !self.world.wire.open().is_empty() {
                self.world.wire.answer_all(200);
            } else if self.world.clock.timers() > 0 {
                self.world.turn_clock(Millis(500));
            } else {
                return;
            }
        }
        panic!("promise 1: it never comes to rest");
    }

    pub fn end_of(&self, call: usize) -> Option<End> {
        self.calls[call].as_ref().and_then(crate::world::Call::end)
    }
}
