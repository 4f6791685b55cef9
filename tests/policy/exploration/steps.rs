//! What may happen next, and how often it may happen in one history.

use super::world::{Waiter, World};

/// One thing that happens. A number is a place in the world's list of what is on the wire.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Depart,
    /// To a second route.
    DepartElsewhere,
    Accept(usize),
    Reject(usize),
    /// "`invalid_token`".
    Blame(usize),
    Ask,
    Renew(usize),
    /// Renewed, with the very text of the token before.
    RenewAlike(usize),
    SayNo(usize),
    LoseAnswer(usize),
    Garble(usize),
    /// "Come back later", with a `Retry-After`.
    TurnAway(usize),
    SignIn(u32),
    SignOut,
    Succeed(usize),
    /// The login succeeds, but a renewal that landed meanwhile has moved the cookie after it.
    SucceedCrossed(usize),
    Fail(usize),
    SetToken(u32),
    /// Another tab signed in or refreshed, and wrote the token to the store.
    WriteElsewhere(u32),
    /// Another tab signed in, and the store does not show it.
    SignInElsewhere(u32),
    Evict,
    /// The store shows an older token of this session.
    ReadStale,
    /// The clock runs to the alarm.
    Wake,
    /// The clock runs on, and nobody wakes the machine.
    Oversleep,
    /// Nothing happens for longer than any window after a failure.
    Rest,
    Traffic,
}

/// How often what people and other tabs start may still happen. Answers are free: each ends something.
#[derive(Clone, Copy, Default)]
pub struct Allowance {
    pub requests: u32,
    pub asks: u32,
    pub sign_ins: u32,
    pub sign_outs: u32,
    pub tokens_set: u32,
    pub writes_elsewhere: u32,
    pub sign_ins_elsewhere: u32,
    pub evictions: u32,
    pub stale_reads: u32,
    pub wakes: u32,
    pub oversleeps: u32,
    pub rests: u32,
    pub traffic: u32,
    /// With garbled and identical renewals, and accepted requests: more of the same, mostly.
    pub rich: bool,
    /// With tokens that live for 15 seconds and are renewed ahead of time.
    pub mortal: bool,
    /// With a second route, and rejections that say whose fault it is.
    pub forbidden: bool,
    /// With servers that say when to come back.
    pub busy: bool,
}

impl Allowance {
    pub fn spend(&mut self, step: Step) {
        let spent = match step {
            Step::Depart | Step::DepartElsewhere => &mut self.requests,
            Step::Ask => &mut self.asks,
            Step::SignIn(_) => &mut self.sign_ins,
            Step::SignOut => &mut self.sign_outs,
            Step::SetToken(_) => &mut self.tokens_set,
            Step::WriteElsewhere(_) => &mut self.writes_elsewhere,
            Step::SignInElsewhere(_) => &mut self.sign_ins_elsewhere,
            Step::Evict => &mut self.evictions,
            Step::ReadStale => &mut self.stale_reads,
            Step::Wake => &mut self.wakes,
            Step::Oversleep => &mut self.oversleeps,
            Step::Rest => &mut self.rests,
            Step::Traffic => &mut self.traffic,
            Step::Accept(_)
            | Step::Reject(_)
            | Step::Blame(_)
            | Step::Renew(_)
            | Step::RenewAlike(_)
            | Step::SayNo(_)
            | Step::LoseAnswer(_)
            | Step::Garble(_)
            | Step::TurnAway(_)
            | Step::Succeed(_)
            | Step::SucceedCrossed(_)
            | Step::Fail(_) => return,
        };
        *spent = spent.saturating_sub(1);
    }
}

impl World {
    pub fn possible(&self) -> Vec<Step> {
        let may = &self.allowance;
        let mut steps = Vec::with_capacity(24);
        let mut offer = |times: u32, step: Step| {
            if times > 0 {
                steps.push(step);
            }
        };
        offer(may.requests, Step::Depart);
        offer(if may.forbidden { may.requests } else { 0 }, Step::DepartElsewhere);
        offer(may.asks, Step::Ask);
        offer(may.sign_ins, Step::SignIn(2));
        offer(may.sign_outs, Step::SignOut);
        offer(may.tokens_set, Step::SetToken(1));
        offer(may.tokens_set, Step::SetToken(2));
        offer(may.writes_elsewhere, Step::WriteElsewhere(1));
        offer(may.writes_elsewhere, Step::WriteElsewhere(2));
        offer(may.sign_ins_elsewhere, Step::SignInElsewhere(2));
        if self.machine.token().is_some() {
            offer(may.evictions, Step::Evict);
            offer(may.stale_reads, Step::ReadStale);
        }
        if self.observer.failure.is_some() || !self.observer.tripped.is_empty() {
            offer(may.rests, Step::Rest);
        }
        if self.machine.alarm().is_some() {
            offer(may.wakes, Step::Wake);
            offer(may.oversleeps, Step::Oversleep);
            offer(may.traffic, Step::Traffic);
        }
        for index in 0..self.requests.len() {
            steps.push(Step::Reject(index));
            if may.forbidden && !self.observer.tripped.is_empty() {
                steps.push(Step::Blame(index));
            }
            if may.rich || may.forbidden {
                steps.push(Step::Accept(index));
            }
        }
        for (index, refresh) in self.refreshes.iter().enumerate() {
            if refresh.cookie.is_some() {
                steps.push(Step::Renew(index));
            }
            if refresh.cookie.is_some() && may.rich {
                steps.push(Step::RenewAlike(index));
            }
            steps.push(Step::SayNo(index));
            steps.push(Step::LoseAnswer(index));
            if may.busy {
                steps.push(Step::TurnAway(index));
            }
            if may.rich {
                steps.push(Step::Garble(index));
            }
        }
        for (index, call) in self.calls.iter().enumerate() {
            steps.push(Step::Succeed(index));
            steps.push(Step::Fail(index));
            if call.crossed && matches!(call.kind, Waiter::SignIn(_)) {
                steps.push(Step::SucceedCrossed(index));
            }
        }
        steps
    }

    pub fn can_take(&self, step: Step) -> bool {
        self.possible().contains(&step)
    }
}
