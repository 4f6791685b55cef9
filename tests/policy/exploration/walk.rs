//! Walks through histories, and lets each one come to rest in several ways.

use evertoken::policy::refresh::Status;

use super::steps::{Allowance, Step};
use super::world::World;

/// How a history comes to rest.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ending {
    /// Every call is answered, as the server's cookie would have it.
    Answered,
    /// The server says no to whatever is asked.
    Refused,
    /// Nothing is answered until every deadline has passed, and then everything is.
    Silent,
}

#[derive(Default)]
pub struct Walked {
    pub histories: u64,
    pub states: u64,
}

/// A promise that does not hold, and the history that shows it.
pub struct Broken {
    pub promise: &'static str,
    pub history: Vec<Step>,
    ending: Option<Ending>,
}

impl Broken {
    pub fn tell(&self) -> String {
        format!("{}\n  history: {:?}\n  ending: {:?}", self.promise, self.history, self.ending)
    }
}

/// All histories of at most `length` steps from here; each is let come to rest in every way.
pub fn explore(
    world: &World,
    length: u32,
    history: &mut Vec<Step>,
    walked: &mut Walked,
) -> Result<(), Broken> {
    walked.states += 1;
    check(world, history)?;
    let steps = if length == 0 { Vec::new() } else { world.possible() };
    if steps.is_empty() {
        walked.histories += 1;
    }
    for step in steps {
        let mut next = world.clone();
        next.take(step);
        history.push(step);
        explore(&next, length - 1, history, walked)?;
        history.pop();
    }
    Ok(())
}

/// Whether the history so far, and each of its endings, keeps the promises.
pub fn check(world: &World, history: &[Step]) -> Result<(), Broken> {
    let broken = |promise, ending| Broken { promise, history: history.to_vec(), ending };
    if let Some(promise) = world.observer.fault {
        return Err(broken(promise, None));
    }
    for ending in [Ending::Answered, Ending::Refused, Ending::Silent] {
        let mut world = world.clone();
        world.allowance = Allowance::default();
        come_to_rest(&mut world, ending).map_err(|promise| broken(promise, Some(ending)))?;
    }
    Ok(())
}

/// What of a broken history is needed to break a promise.
pub fn shrink(start: &World, broken: Broken) -> Broken {
    let mut smallest = broken;
    while let Some(smaller) = smaller(start, &smallest.history) {
        smallest = smaller;
    }
    smallest
}

fn smaller(start: &World, history: &[Step]) -> Option<Broken> {
    let without = |from: usize, count: usize| [&history[..from], &history[from + count..]].concat();
    let shorter = |count: usize| (0..=history.len() - count).map(move |from| without(from, count));
    (1..=history.len().min(2)).flat_map(shorter).find_map(|history| replay(start, &history).err())
}

fn replay(start: &World, history: &[Step]) -> Result<(), Broken> {
    let mut world = start.clone();
    let mut taken = Vec::new();
    for &step in history {
        if world.can_take(step) {
            world.take(step);
            taken.push(step);
            check(&world, &taken)?;
        }
    }
    Ok(())
}

fn come_to_rest(world: &mut World, ending: Ending) -> Result<(), &'static str> {
    if ending == Ending::Silent {
        run(world, |world| world.machine.deadline().map(|_| Step::Wake))?;
        if world.observer.somebody_waits() {
            return Err("P2: the clock alone tells everybody");
        }
    }
    run(world, |world| next_answer(world, ending))?;
    let is_at_rest = !world.observer.somebody_waits() && world.machine.deadline().is_none();
    if !is_at_rest || world.machine.is_refreshing() {
        return Err("P2: when everything was answered, nobody waits and no alarm is set");
    }
    if ending == Ending::Answered { the_cookie_is_the_sessions_own(world) } else { Ok(()) }
}

fn run(world: &mut World, next: impl Fn(&World) -> Option<Step>) -> Result<(), &'static str> {
    const MANY: usize = 200;
    for _ in 0..MANY {
        let Some(step) = next(world) else { return Ok(()) };
        world.take(step);
        if let Some(promise) = world.observer.fault {
            return Err(promise);
        }
    }
    Err("the machine comes to rest")
}

fn next_answer(world: &World, ending: Ending) -> Option<Step> {
    let by_wish = |yes: Step, no: Step| if ending == Ending::Refused { no } else { yes };
    if let Some(refresh) = world.refreshes.first() {
        let has_cookie = refresh.cookie.is_some();
        Some(if has_cookie { by_wish(Step::Renew(0), Step::SayNo(0)) } else { Step::SayNo(0) })
    } else if !world.calls.is_empty() {
        Some(by_wish(Step::Succeed(0), Step::Fail(0)))
    } else if !world.requests.is_empty() {
        Some(Step::Reject(0))
    } else {
        world.machine.deadline().map(|_| Step::Wake)
    }
}

/// P7, seen from the server: at rest nobody travels under another one's cookie, and no cookie outlives a logout.
fn the_cookie_is_the_sessions_own(world: &World) -> Result<(), &'static str> {
    let observer = &world.observer;
    if observer.jar_excused || observer.was_set || observer.check_was_lost {
        return Ok(());
    }
    let is_revived = observer.status == Status::Anonymous && observer.signed_out && world.jar.is_some();
    if is_revived {
        return Err("rule 20: no cookie outlives a logout");
    }
    let is_anothers = world.jar.is_some() && observer.owner.is_some() && world.jar != observer.owner;
    if is_anothers { Err("P7: no session lives under another user's cookie") } else { Ok(()) }
}
