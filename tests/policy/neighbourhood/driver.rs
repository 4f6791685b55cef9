//! A tab's driver: it looks at the store before it acts, and carries out what its machine orders.

use evertoken::policy::refresh::{Effect, Input, Pass, Verdict};

use super::browser::{Asked, Browser, Call, Kind, Request, Waiter, WaiterKind};
use super::law::Asking;
use super::store::Texts;

impl Browser {
    pub(super) fn waiter(&mut self, kind: WaiterKind) -> usize {
        self.waiters.push(Waiter { kind, user: None, waits: true });
        self.waiters.len() - 1
    }

    pub(super) fn look(&mut self, tab: usize) {
        let this = &mut self.tabs[tab];
        if this.seen != this.view {
            this.seen = this.view.clone();
            let found = this.view.read();
            self.feed(tab, Input::StoreRead(found));
        }
    }

    pub(super) fn feed(&mut self, tab: usize, input: Input<usize, u32>) {
        for effect in self.tabs[tab].machine.handle(self.now, input) {
            self.perform(tab, effect);
        }
        for request in std::mem::take(&mut self.tabs[tab].refused) {
            self.feed(tab, Input::LockRefused(request));
        }
        if self.queue.iter().all(|asked| asked.tab != tab) {
            self.tabs[tab].wants_lock_since = None;
        }
        for (waiter, pass) in std::mem::take(&mut self.tabs[tab].passes) {
            self.leave(tab, waiter, pass);
        }
    }

    fn perform(&mut self, tab: usize, effect: Effect<usize>) {
        match effect {
            Effect::CallRefresh(attempt) => {
                self.judge_refresh(tab);
                self.call(tab, Kind::Refresh(attempt));
            }
            Effect::SignOutAgain(ticket) => self.call(tab, Kind::SignOut(ticket)),
            Effect::Save(token, generation) => self.write(tab, Texts::of_token(token.reveal(), generation)),
            Effect::Forget(generation, ending) => self.write(tab, Texts::of_end(ending, generation)),
            Effect::RequestLock(request) if !self.law.has_lock => self.tabs[tab].refused.push(request),
            Effect::RequestLock(request) => {
                let had_to_wait = !self.queue.is_empty();
                self.queue.push(Asked { tab, request, had_to_wait, is_told: false, has_called: false });
                self.tabs[tab].wants_lock_since.get_or_insert(self.now);
                self.tabs[tab].goes_without_lock = false;
            }
            Effect::ReleaseLock => self.queue.retain(|asked| asked.tab != tab),
            Effect::Announce(event) => self.law.announced(event),
            Effect::Spread(..) => {}
            Effect::Tell(waiter, verdict) => self.tell(tab, waiter, verdict),
        }
    }

    fn write(&mut self, tab: usize, texts: Texts) {
        self.store = texts.clone();
        self.tabs[tab].seen = texts.clone();
        self.tabs[tab].view = texts;
    }

    fn call(&mut self, tab: usize, kind: Kind) {
        let has_lock = self.has_lock(tab);
        if has_lock {
            self.queue[0].has_called = true;
        }
        let is_sign_in = |kind: Kind| matches!(kind, Kind::SignIn(..));
        self.law.is_mixed_up |= self.calls.iter().any(|call| is_sign_in(call.kind) || is_sign_in(kind));
        self.calls.push(Call { tab, kind, cookie: self.jar, answer: None, has_lock, sent: self.now });
    }

    pub fn has_lock(&self, tab: usize) -> bool {
        self.queue.first().is_some_and(|first| first.tab == tab && first.is_told)
    }

    fn judge_refresh(&mut self, tab: usize) {
        let has_lock = self.has_lock(tab);
        let asks_beside = self.calls.iter().any(|call| {
            let is_awaited =
                matches!(call.kind, Kind::Refresh(_)) && self.tabs[call.tab].machine.is_refreshing();
            call.tab != tab && call.has_lock && is_awaited && !self.tabs[call.tab].was_hidden
        });
        let this = &mut self.tabs[tab];
        let token = this.machine.token().map(|token| token.reveal());
        let asking = Asking {
            has_lock,
            waited: this.wants_lock_since.map(|since| self.now.since(since)),
            may_go_without: this.goes_without_lock || this.was_hidden,
            asks_beside,
            is_up_to_date: this.view == self.store,
            is_replaced: self.store.token.is_some() && self.store.token.as_deref() != token,
            news_is_due: self.queue.first().is_some_and(|first| {
                !first.has_called && (first.had_to_wait || this.view.generation() < self.store.generation())
            }),
        };
        this.goes_without_lock = !has_lock;
        self.law.refreshes(&asking);
    }

    fn tell(&mut self, tab: usize, waiter: usize, verdict: Verdict) {
        self.law.told(&mut self.waiters[waiter]);
        match (verdict, self.waiters[waiter].kind) {
            (Verdict::YourTurn(ticket), WaiterKind::SignIn(user)) => {
                self.call(tab, Kind::SignIn(user, ticket))
            }
            (Verdict::YourTurn(ticket), WaiterKind::Request | WaiterKind::SignOut) => {
                self.call(tab, Kind::SignOut(ticket));
            }
            (Verdict::Go(pass), _) => self.tabs[tab].passes.push((waiter, pass)),
            (Verdict::Stand | Verdict::Refuse(_), _) => {}
        }
    }

    /// Between the verdict and the departure others may have run.
    fn leave(&mut self, tab: usize, waiter: usize, given: Pass) {
        if given.last_chance {
            self.look(tab);
        }
        let Verdict::Go(pass) = self.tabs[tab].machine.confirm(given) else { return };
        let token = pass.token.map(|token| token.reveal().to_string());
        self.law.travels(&mut self.waiters[waiter], token.as_deref());
        let request = Request { waiter, token, carried: pass.epoch, is_last_chance: pass.last_chance };
        self.tabs[tab].requests.push(request);
    }
}
