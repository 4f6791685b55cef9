//! What an application does around the client: calls that can be aborted, logins, logouts.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use evertoken::client::Turn;
use evertoken::client::auth::Auth;
use evertoken::client::{Failure, Reply};
use evertoken::policy::error::Cause;
use evertoken::policy::refresh::CookieCall;
use evertoken::ports::{self, Answer as _};
use futures_channel::oneshot::{Sender, channel};

use super::request::Request;
use super::store::grant;
use super::tasks::Tasks;
use super::wire::{Answer, Down};
use super::{Fake, World};

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Answered(u16),
    Refused(u16, Cause),
    Held(Cause),
    Down,
}

/// A call under way.
pub struct Call {
    pub request: Rc<Request>,
    ends: Rc<RefCell<Vec<End>>>,
    task: usize,
    tasks: Tasks,
}

/// Something asked of the session.
pub struct Asked<T> {
    answer: Rc<RefCell<Option<T>>>,
}

/// A login or logout call: first it waits for its turn, then it is on the wire.
pub struct Visit {
    state: Rc<Cell<Stage>>,
    reply: Option<Sender<Option<String>>>,
    task: usize,
    tasks: Tasks,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Waiting,
    Sent,
    Done,
}

impl World {
    pub fn send(&self, request: Request) -> Call {
        let request = Rc::new(request);
        let ends = Rc::new(RefCell::new(Vec::new()));
        let (client, asked, result) = (Rc::clone(&self.client), Rc::clone(&request), Rc::clone(&ends));
        let task = self.tasks.start(async move {
            let end = client.send(&asked).await;
            result.borrow_mut().push(end.into());
        });
        Call { request, ends, task, tasks: self.tasks.clone() }
    }

    pub fn get(&self, url: &str) -> Call {
        self.send(Request::to(url))
    }

    pub fn check(&self) -> Asked<Result<bool, Cause>> {
        let auth = Rc::clone(&self.auth);
        self.ask(async move { auth.check().await })
    }

    pub fn refresh(&self) -> Asked<Result<(), Cause>> {
        let auth = Rc::clone(&self.auth);
        self.ask(async move { auth.refresh().await })
    }

    pub fn ask<T: 'static>(&self, question: impl Future<Output = T> + 'static) -> Asked<T> {
        let answer = Rc::new(RefCell::new(None));
        let slot = Rc::clone(&answer);
        self.tasks.start(async move {
            let answer = question.await;
            *slot.borrow_mut() = Some(answer);
        });
        Asked { answer }
    }

    /// A login, as the boundary does it: wait for the turn, send, and tell the session before the turn ends.
    pub fn log_in(&self) -> Visit {
        let auth = Rc::clone(&self.auth);
        self.visit(async move { auth.take_turn(CookieCall::SignIn).await })
    }

    /// A logout, as the boundary does it: local state first and at once, then the server.
    pub fn log_out(&self) -> Visit {
        let turn = self.auth.sign_out();
        self.visit(async move { turn.come().await })
    }

    /// A login that is sent and answered at once.
    pub fn sign_in(&self, token: &str) {
        sign_in(&self.auth, token);
    }

    fn visit(&self, turn: impl Future<Output = Turn<Fake>> + 'static) -> Visit {
        let state = Rc::new(Cell::new(Stage::Waiting));
        let (sender, receiver) = channel::<Option<String>>();
        let stage = Rc::clone(&state);
        let task = self.tasks.start(async move {
            let turn = turn.await;
            stage.set(Stage::Sent);
            if let Ok(Some(token)) = receiver.await {
                let _ = turn.signed_in(grant(&token).expect("a token"));
            }
            drop(turn);
            stage.set(Stage::Done);
        });
        Visit { state, reply: Some(sender), task, tasks: self.tasks.clone() }
    }
}

/// The same from inside a subscriber, who has the session and no world.
pub fn sign_in(auth: &Rc<Auth<Fake>>, token: &str) {
    let turn = pin!(auth.take_turn(CookieCall::SignIn));
    match turn.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(turn) => drop(turn.signed_in(grant(token).expect("a token"))),
        Poll::Pending => panic!("somebody else has the turn"),
    }
}

impl Call {
    pub fn end(&self) -> Option<End> {
        let ends = self.ends.borrow();
        assert!(ends.len() < 2, "told twice");
        ends.first().copied()
    }

    /// The caller loses interest.
    pub fn abort(&self) {
        self.tasks.abandon(self.task);
    }

    pub fn is_spent(&self) -> bool {
        ports::Request::is_spent(&*self.request)
    }
}

impl<T: Copy> Asked<T> {
    pub fn answer(&self) -> Option<T> {
        *self.answer.borrow()
    }
}

impl Visit {
    /// On the wire, not answered yet.
    pub fn is_sent(&self) -> bool {
        self.state.get() == Stage::Sent
    }

    pub fn is_done(&self) -> bool {
        self.state.get() == Stage::Done
    }

    /// The login was right, and this token is its reward.
    pub fn succeed(&mut self, token: &str) {
        drop(self.reply.take().expect("answered once").send(Some(token.into())));
    }

    /// A wrong password; for a logout any answer at all.
    pub fn end(&mut self) {
        drop(self.reply.take().expect("answered once").send(None));
    }

    pub fn abort(&self) {
        self.tasks.abandon(self.task);
    }
}

impl From<Result<Reply<Answer>, Failure<Down>>> for End {
    fn from(result: Result<Reply<Answer>, Failure<Down>>) -> Self {
        match result {
            Ok(Reply { answer, cause: None }) => Self::Answered(answer.status()),
            Ok(Reply { answer, cause: Some(cause) }) => Self::Refused(answer.status(), cause),
            Err(Failure::Held(cause)) => Self::Held(cause),
            Err(Failure::Transport(Down)) => Self::Down,
        }
    }
}
