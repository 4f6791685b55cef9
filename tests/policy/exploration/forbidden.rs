//! Places at which a fresh token was rejected (rule 7): for a while a rejection there is nothing but that.

use evertoken::policy::breaker::Route;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::Input;

use super::observer::Observer;

/// Where no token says how long it lives.
const USUAL: Millis = Millis(60_000);

impl Observer {
    /// What an input says of places.
    pub fn learns_of_places(&mut self, now: Millis, input: &Input<u32, u32>) {
        self.must_stand = false;
        if let Input::Accepted { route, .. } = input {
            self.tripped.retain(|(tripped, _)| tripped != route);
        }
        if let Input::ReplayRejected { pass, route } = input
            && let Some((.., prime_ends)) = self
                .replays
                .iter()
                .find(|(epoch, session, _)| *epoch == pass.epoch && *session == self.session)
        {
            self.tripped.push((*route, prime_ends.unwrap_or(now + USUAL)));
        }
    }

    pub fn is_forbidden(&self, now: Millis, route: Route) -> bool {
        let is_tripped = self.tripped.iter().any(|(tripped, until)| *tripped == route && now < *until);
        is_tripped && self.token.is_some()
    }

    /// Somebody was told that its rejection is nothing but that.
    pub fn stands_alone(&mut self, waiter: u32) {
        self.holds(self.must_stand, "rule 7: a rejection from elsewhere is looked into");
        self.must_stand = false;
        self.told(waiter);
    }
}
