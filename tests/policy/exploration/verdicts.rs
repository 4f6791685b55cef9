//! What waiters are told, held against the promises.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Machine, Pass, Status};

use super::observer::{Heard, Observer, Told};
use super::world::Waiter;

impl Observer {
    pub fn may_go(&mut self, waiter: u32, pass: &Pass, machine: &Machine<u32, u32>, kind: Waiter) {
        let Some(told) = self.told(waiter) else { return };
        let token = pass.token.as_ref().map(|token| token.reveal().to_string());
        self.holds(token == self.token, "P7: who leaves, leaves with the current token");
        let is_stamped = machine.revision().0.is_none_or(|epoch| epoch == pass.epoch);
        self.holds(is_stamped, "rule 3: a pass is stamped with its own epoch");
        let same_session = told.session == self.session;
        if kind == Waiter::Asker {
            return self.holds(token.is_some(), "who asked for a refresh is told of a token");
        }
        if told.is_rejected {
            self.holds(same_session, "P7: no replay with another session's token");
            self.holds(pass.last_chance, "P4: a replay is the last chance");
            self.replays.push((pass.epoch, self.session, self.prime_ends));
            let is_newer = told.generation < self.generation && token.is_some() && !self.is_rejected;
            self.holds(is_newer, "rule 3: a replay carries a newer token that was not rejected yet");
        } else {
            let was_held = told.order != self.order;
            self.holds(same_session || token.is_none(), "P7: a held request gets no other session's token");
            self.holds(pass.last_chance == was_held, "rule 19: a held request starts no further refresh");
        }
        let (session, generation) = (self.session, self.generation);
        self.travelling.push(Told { session, generation, ..told });
    }

    pub fn refused(&mut self, now: Millis, waiter: u32, cause: Cause, kind: Waiter) {
        let Some(told) = self.told(waiter) else { return };
        let is_request = matches!(kind, Waiter::Request(_));
        let is_held = is_request && !told.is_rejected;
        let is_true = match cause {
            Cause::SessionOver => self.status == Status::Anonymous && !is_held,
            Cause::SessionChanged => {
                is_request && told.session != self.session && self.status != Status::Anonymous
            }
            Cause::RefreshUnreachable | Cause::RefreshInvalid if told.order == self.order => {
                told.is_rejected && self.is_turned_away(now, cause)
            }
            Cause::RefreshUnreachable => {
                let heard = [Heard::Unreachable, Heard::TurnedAway, Heard::Woke];
                heard.contains(&self.before.heard) && !is_held
            }
            Cause::RefreshInvalid => self.before.heard == Heard::Invalid && !is_held,
            Cause::BodyNotReplayable => false,
        };
        self.holds(is_true, "rule 18: who is refused hears the reason that is true");
        let is_kept = matches!(cause, Cause::RefreshUnreachable | Cause::RefreshInvalid);
        let has_newer = told.generation < self.generation && self.token.is_some() && !self.is_rejected;
        self.holds(
            !(is_kept && has_newer),
            "P3: a token that was replaced since is answered with the new one",
        );
    }

    pub fn told(&mut self, waiter: u32) -> Option<Told> {
        let place = self.waiting.iter().position(|told| told.waiter == waiter);
        self.holds(place.is_some(), "P2: nobody is told twice");
        place.map(|place| self.waiting.remove(place))
    }
}
