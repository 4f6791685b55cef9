//! What may happen next, and how often.

use super::browser::Browser;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Depart(usize),
    AnswerRequest(usize, usize),
    ExpireAll,
    SignIn(usize, u32),
    SignOut(usize),
    Serve(usize),
    Deliver(usize),
    Lose(usize),
    GrantLock,
    Hear(usize),
    Wake(usize),
    Hide(usize),
    Freeze(usize),
    Thaw(usize),
}

/// How often each may still happen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Allowance {
    pub requests: u32,
    pub expiries: u32,
    pub sign_ins: u32,
    pub sign_outs: u32,
    pub losses: u32,
    pub hides: u32,
    pub freezes: u32,
}

impl Browser {
    pub fn possible(&self, allowance: &Allowance) -> Vec<Step> {
        let mut steps = self.open_ends();
        let awake = |tab: &usize| !self.tabs[*tab].is_frozen;
        for tab in (0..self.tabs.len()).filter(awake) {
            let beginnings = [
                (allowance.requests, Step::Depart(tab)),
                (allowance.sign_ins, Step::SignIn(tab, 2)),
                (allowance.sign_outs, Step::SignOut(tab)),
                (allowance.hides, Step::Hide(tab)),
                (allowance.freezes, Step::Freeze(tab)),
            ];
            steps.extend(beginnings.into_iter().filter(|(left, _)| *left > 0).map(|(_, step)| step));
        }
        if allowance.expiries > 0 {
            steps.push(Step::ExpireAll);
        }
        if allowance.losses > 0 {
            steps.extend((0..self.calls.len()).map(Step::Lose));
        }
        steps
    }

    /// What is under way goes on.
    pub fn open_ends(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for (tab, this) in self.tabs.iter().enumerate() {
            if this.is_frozen {
                steps.push(Step::Thaw(tab));
                continue;
            }
            steps.extend((0..this.requests.len()).map(|index| Step::AnswerRequest(tab, index)));
            if this.view != self.store || this.seen != this.view {
                steps.push(Step::Hear(tab));
            }
        }
        for (index, call) in self.calls.iter().enumerate() {
            steps.push(if call.answer.is_some() { Step::Deliver(index) } else { Step::Serve(index) });
        }
        if self.queue.first().is_some_and(|first| !first.is_told) {
            steps.push(Step::GrantLock);
        }
        steps.extend(self.next_to_wake().map(Step::Wake));
        steps
    }

    /// What the server has said, what was written and who is next in line takes no time that a timer would notice. How
    /// long a call is on its way to the server, nobody knows.
    fn next_to_wake(&self) -> Option<usize> {
        let is_awake = |tab: &usize| !self.tabs[*tab].is_frozen;
        let is_said = self.calls.iter().any(|call| call.answer.is_some());
        let is_next = self.queue.first().is_some_and(|first| !first.is_told);
        let is_news = |tab: &usize| is_awake(tab) && self.tabs[*tab].view != self.store;
        if is_said || is_next || (0..self.tabs.len()).any(|tab| is_news(&tab)) {
            return None;
        }
        let rings = |tab: usize| Some((self.tabs[tab].machine.alarm()?, tab));
        (0..self.tabs.len()).filter(is_awake).filter_map(rings).min().map(|(_, tab)| tab)
    }

    pub fn take(&mut self, step: Step, allowance: &mut Allowance) {
        match step {
            Step::Depart(tab) => {
                allowance.requests -= 1;
                self.depart(tab);
            }
            Step::AnswerRequest(tab, index) => self.answer_request(tab, index),
            Step::ExpireAll => {
                allowance.expiries -= 1;
                self.server.expire_all();
            }
            Step::SignIn(tab, user) => {
                allowance.sign_ins -= 1;
                self.sign_in(tab, user);
            }
            Step::SignOut(tab) => {
                allowance.sign_outs -= 1;
                self.sign_out(tab);
            }
            Step::Serve(index) => self.serve(index),
            Step::Deliver(index) => self.deliver(index),
            Step::Lose(index) => {
                allowance.losses -= 1;
                self.lose(index);
            }
            Step::GrantLock => self.grant_lock(),
            Step::Hear(tab) => self.hear(tab),
            Step::Wake(tab) => self.wake(tab),
            Step::Hide(tab) => {
                allowance.hides -= 1;
                self.hide(tab);
            }
            Step::Freeze(tab) => {
                allowance.freezes -= 1;
                self.tabs[tab].is_frozen = true;
            }
            Step::Thaw(tab) => self.thaw(tab),
        }
    }
}
