//! Counts failed logins per account and per address. In memory: several processes each count for themselves, which
//! multiplies the limits by their number and nothing worse.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::UnixMillis;
use crate::config::LoginLimits;

/// Enough for a busy hour, and bounded whatever names an attacker makes up.
const MOST_ENTRIES: usize = 10_000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Subject {
    Account(String),
    Address(IpAddr),
}

#[derive(Debug)]
struct Window {
    ends_at: UnixMillis,
    failures: u32,
}

#[derive(Debug)]
pub struct LoginLimiter {
    limits: LoginLimits,
    windows: Mutex<HashMap<Subject, Window>>,
}

/// A login that may go on. It counts as failed until `succeeded` says otherwise, so that a hundred guesses sent at
/// once are a hundred guesses.
#[derive(Debug)]
pub struct Attempt<'a> {
    limiter: &'a LoginLimiter,
    account: Subject,
    address: Option<Subject>,
}

impl LoginLimiter {
    pub fn new(limits: LoginLimits) -> Self {
        Self { limits, windows: Mutex::default() }
    }

    /// The attempt, or the seconds after which another may be made.
    pub fn begin(&self, email: &str, address: Option<IpAddr>, now: UnixMillis) -> Result<Attempt<'_>, i64> {
        let account = Subject::Account(email.to_owned());
        let address = address.map(|address| Subject::Address(network_of(address)));
        let mut windows = self.lock();
        let ends_at =
            [(Some(&account), self.limits.per_account), (address.as_ref(), self.limits.per_address)]
                .into_iter()
                .filter_map(|(subject, limit)| {
                    let window = windows.get(subject?)?;
                    (window.ends_at > now && window.failures >= limit).then_some(window.ends_at)
                })
                .max();
        if let Some(ends_at) = ends_at {
            return Err((ends_at - now + 999) / 1000);
        }
        make_room(&mut windows, now);
        for subject in std::iter::once(&account).chain(&address) {
            let ends_at = now.saturating_add(self.limits.window_seconds.saturating_mul(1000));
            let fresh = || Window { ends_at, failures: 0 };
            let window = windows.entry(subject.clone()).or_insert_with(fresh);
            if window.ends_at <= now {
                *window = fresh();
            }
            window.failures += 1;
        }
        Ok(Attempt { limiter: self, account, address })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Subject, Window>> {
        self.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attempt<'_> {
    /// Forgets the account's failures, and of the address's only this one: its others were about other accounts.
    pub fn succeeded(self) {
        let mut windows = self.limiter.lock();
        windows.remove(&self.account);
        if let Some(window) = self.address.and_then(|address| windows.get_mut(&address)) {
            window.failures = window.failures.saturating_sub(1);
        }
    }
}

/// An IPv6 customer has 2⁶⁴ addresses, so the network stands for them.
fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => (address & std::net::Ipv6Addr::from_bits(!0 << 64)).into(),
    }
}

fn make_room(windows: &mut HashMap<Subject, Window>, now: UnixMillis) {
    if windows.len() < MOST_ENTRIES {
        return;
    }
    windows.retain(|_, window| window.ends_at > now);
    while windows.len() >= MOST_ENTRIES {
        let oldest =
            windows.iter().min_by_key(|(_, window)| window.ends_at).map(|(subject, _)| subject.clone());
        let Some(oldest) = oldest else { return };
        windows.remove(&oldest);
    }
}
