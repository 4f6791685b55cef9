//! Long random games between requests, answers, refreshes, logins, logouts, aborts and the clock, of which the client is
//! told in random order. Promises are looked at from outside; a game that breaks one prints its seed and its moves, and
//! is played again with `EVERTOKEN_SEED=<seed> cargo test --test client soak`.

mod dice;
mod jar;
mod moves;
mod witness;

use std::rc::Rc;

use evertoken::policy::refresh::{Event, Status};

use crate::world::people::{Asked, Visit};
use crate::world::store::owner;
use crate::world::{Call, Setup, World};
use dice::Dice;
use jar::Jar;
use witness::Witness;

const GAMES: u64 = 3_000;
const MOVES: usize = 60;

pub struct Game {
    world: World,
    dice: Dice,
    jar: Jar,
    witness: Rc<Witness>,
    /// `None` if it was aborted.
    calls: Vec<Option<Call>>,
    questions: Vec<Asked>,
    logins: Vec<Login>,
    logouts: Vec<Visit>,
    tokens: usize,
    record: Record,
}

pub struct Login {
    visit: Visit,
    user: &'static str,
    /// The user has signed out since.
    is_overtaken: bool,
}

/// Is printed if the game breaks off.
struct Record {
    seed: u64,
    moves: Vec<String>,
}

#[test]
fn no_game_breaks_a_promise() {
    let seeds = match std::env::var("EVERTOKEN_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => seed..=seed,
        None => 1..=GAMES,
    };
    for seed in seeds {
        Game::new(seed).play();
    }
}

impl Game {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let stored = dice.pick(&[Some("alice.0"), Some("alice.0"), None]).expect("one of them");
        let world = World::with(Setup { stored, ..Setup::default() });
        let jar = Jar::default();
        if dice.chance(90) {
            jar.set("alice");
        }
        let witness = Witness::of(&world, &jar);
        Self {
            world,
            dice,
            jar,
            witness,
            calls: Vec::new(),
            questions: Vec::new(),
            logins: Vec::new(),
            logouts: Vec::new(),
            tokens: 0,
            record: Record { seed, moves: Vec::new() },
        }
    }

    fn play(mut self) {
        for _ in 0..MOVES {
            self.make_a_move();
            self.poll_some_tasks();
            self.witness.looks(&self.world);
        }
        self.come_to_rest();
        self.witness.looks(&self.world);
        self.everybody_was_told();
        self.everything_fits_together();
    }

    fn poll_some_tasks(&mut self) {
        let limit = if self.dice.chance(50) { usize::MAX } else { self.dice.roll(4) };
        for _ in 0..limit {
            match self.world.tasks.ready() {
                0 => break,
                ready => self.world.tasks.step(self.dice.roll(ready)),
            }
        }
    }

    fn everybody_was_told(&self) {
        for (index, call) in self.calls.iter().enumerate() {
            assert!(call.is_none() || self.end_of(index).is_some(), "promise 2: call {index} was never told");
        }
        for question in &self.questions {
            assert!(question.answer().is_some(), "promise 2: a question was never answered");
        }
        assert_eq!(self.world.book.open(), 0, "promise 2: of whoever gave up nothing is left");
    }

    fn everything_fits_together(&self) {
        let (status, token) = (self.world.client.status(), self.world.token());
        assert!(!self.world.client.is_refreshing());
        if status == Status::Anonymous {
            assert_eq!((&token, self.world.store.text()), (&None, None), "anonymous with a token");
        }
        let (user, cookie) = (token.as_deref().and_then(owner), self.jar.living_owner());
        if let (Some(user), Some(cookie), false) = (&user, &cookie, self.witness.cookie_is_excused.get()) {
            assert_eq!(user, cookie, "promise 7: one user's token with another's cookie");
        }
        if self.world.heard().last() == Some(&Event::Logout) {
            assert_eq!(cookie, None, "promise 5: logged out, but the cookie lives");
        }
    }

    fn new_token(&mut self, user: &str) -> String {
        self.tokens += 1;
        format!("{user}.{}", self.tokens)
    }

    fn note(&mut self, text: String) {
        self.record.moves.push(text);
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("EVERTOKEN_SEED={}\n{}", self.seed, self.moves.join("\n"));
        }
    }
}
