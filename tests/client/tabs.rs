//! Tabs of one browser: they share the store and a lock, and each looks before it acts.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Event, Outcome, Status};
use evertoken::policy::stored::{Ending, Word};
use evertoken::ports::News;

use crate::world::store::grant;
use crate::world::{End, Setup, World};

#[test]
fn another_tabs_renewal_serves_the_replay() {
    let (one, two) = tabs();
    let call = one.get("/users");
    let _other = two.rejected_call();
    two.renew(0, "alice.2");
    one.answer(0, 401);
    assert_eq!((one.wire.carried(), one.server.refreshes()), (vec!["alice.1".into(), "alice.2".into()], 1));
    one.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn another_tabs_logout_ends_the_session_here() {
    let (one, two) = tabs();
    let call = one.get("/users");
    drop(two.log_out());
    one.answer(0, 401);
    assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionOver)));
    assert_eq!((one.client.status(), one.heard()), (Status::Anonymous, vec![Event::Logout]));
    assert_eq!(one.server.refreshes(), 0);
}

/// F11.
#[test]
fn another_tabs_login_as_somebody_else_replays_nothing_here() {
    let (one, two) = tabs();
    let waiting = one.rejected_call();
    two.client.set_token(grant("bob.1").unwrap());
    one.client.look_at_store();
    one.run();
    assert_eq!(waiting.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!((one.wire.count(), one.heard()), (1, vec![Event::UserChanged]));
}

#[test]
fn an_event_that_says_that_the_token_was_taken_away_is_a_logout() {
    let (one, two) = tabs();
    two.store.put(None);
    one.street.tell_all(News::Removed);
    assert_eq!((one.client.status(), one.heard()), (Status::Anonymous, vec![Event::Logout]));
}

#[test]
fn a_page_that_is_opened_later_knows_who_is_there() {
    let (one, _) = tabs();
    let _call = one.rejected_call();
    one.renew(0, "alice.2");
    let later = one.beside();
    assert_eq!((later.client.status(), later.client.user()), (Status::Unknown, Some("alice".into())));
}

/// F02 with a lock.
#[test]
fn five_tabs_that_expire_together_cost_one_refresh() {
    let tabs = locked_tabs(5);
    let calls: Vec<_> = tabs.iter().map(World::rejected_call).collect();
    assert_eq!((tabs[0].server.refreshes(), tabs[0].street.asked()), (1, 5));
    tabs[0].renew(0, "alice.2");
    for (tab, call) in tabs.iter().zip(&calls) {
        tab.answer(1, 200);
        assert_eq!((call.end(), tab.wire.carried_by(1)), (Some(End::Answered(200)), "alice.2".into()));
    }
    assert_eq!((tabs[0].server.refreshes(), tabs[0].street.asked()), (1, 0));
}

/// The announcement comes before the grant, or in time after it.
#[test]
fn the_other_tabs_hear_of_a_renewal_and_take_their_requests_back() {
    let tabs = locked_tabs(2);
    let _calls: Vec<_> = tabs.iter().map(World::rejected_call).collect();
    tabs[0].renew(0, "alice.2");
    assert_eq!((tabs[1].wire.carried_by(1), tabs[0].street.asked()), ("alice.2".into(), 0));
    assert_eq!(tabs[0].street.spread(), [Word::Renewed]);
}

/// A read of the store may be stale, and a lock that is free no sign that nobody had it.
#[test]
fn what_another_tab_says_it_has_written_is_waited_for() {
    let tabs = locked_tabs(1);
    tabs[0].street.tell_all(News::Word(Word::Renewed, 7));
    let call = tabs[0].rejected_call();
    assert_eq!(tabs[0].server.refreshes(), 0);
    tabs[0].store.put(Some("alice.2"));
    tabs[0].street.tell_all(News::Written);
    tabs[0].run();
    assert_eq!((tabs[0].server.refreshes(), tabs[0].wire.carried_by(1)), (0, "alice.2".into()));
    drop(call);
}

#[test]
fn a_refresh_that_fails_leaves_the_next_tab_its_turn() {
    let tabs = locked_tabs(2);
    let calls: Vec<_> = tabs.iter().map(World::rejected_call).collect();
    tabs[0].server.answer(0, Outcome::UNREACHABLE);
    tabs[0].run();
    tabs[0].turn_clock(Millis(250));
    assert_eq!(tabs[0].server.refreshes(), 2);
    tabs[1].renew(1, "alice.2");
    assert_eq!(calls[0].end(), Some(End::Refused(401, Cause::RefreshUnreachable)));
    assert_eq!(tabs[1].wire.carried_by(1), "alice.2");
}

#[test]
fn a_lock_whose_grant_finds_a_newer_token_costs_no_refresh() {
    let tabs = locked_tabs(1);
    let frozen = tabs[0].street.freeze();
    let call = tabs[0].rejected_call();
    tabs[0].store.put(Some("alice.2"));
    drop(frozen);
    tabs[0].run();
    assert_eq!((tabs[0].server.refreshes(), tabs[0].wire.carried_by(1)), (0, "alice.2".into()));
    drop(call);
}

/// F14.
#[test]
fn a_frozen_holder_costs_three_seconds_and_no_more() {
    let tabs = locked_tabs(1);
    let frozen = tabs[0].street.freeze();
    let call = tabs[0].rejected_call();
    tabs[0].turn_clock(Millis(2_999));
    assert_eq!(tabs[0].server.refreshes(), 0);
    tabs[0].turn_clock(Millis(1));
    tabs[0].renew(0, "alice.2");
    tabs[0].answer(1, 200);
    assert_eq!((call.end(), tabs[0].street.asked()), (Some(End::Answered(200)), 1), "only the frozen one");
    drop(frozen);
}

#[test]
fn a_page_that_is_put_aside_lets_the_next_one_have_the_lock() {
    let tabs = locked_tabs(2);
    let _calls: Vec<_> = tabs.iter().map(World::rejected_call).collect();
    tabs[0].client.close();
    tabs[0].run();
    tabs[0].turn_clock(Millis(250));
    assert_eq!(tabs[0].server.refreshes(), 2);
    assert_eq!(tabs[0].street.asked(), 1);
}

#[test]
fn who_uses_a_session_no_more_hears_nothing_and_asks_for_nothing() {
    let tabs = locked_tabs(2);
    tabs[0].client.close();
    assert_eq!((tabs[0].street.listening(), tabs[0].street.asked()), (1, 0));
    tabs[0].client.close();
    tabs[0].client.resume();
    tabs[0].client.resume();
    assert_eq!(tabs[0].street.listening(), 2);
}

#[test]
fn an_event_of_the_store_is_looked_into() {
    let tabs = locked_tabs(1);
    let waiting = tabs[0].rejected_call();
    tabs[0].store.put(Some("bob.1"));
    tabs[0].street.tell_all(News::Written);
    tabs[0].run();
    assert_eq!(waiting.end(), Some(End::Refused(401, Cause::SessionChanged)));
    tabs[0].store.put(None);
    tabs[0].street.tell_all(News::Removed);
    assert_eq!(
        (tabs[0].client.status(), tabs[0].heard()),
        (Status::Anonymous, vec![Event::UserChanged, Event::Logout])
    );
}

#[test]
fn tabs_with_a_store_of_their_own_refresh_one_after_another_each_for_itself() {
    let one = World::with(Setup { has_lock: true, is_private: true, ..Setup::default() });
    let two = one.beside();
    let calls = [one.rejected_call(), two.rejected_call()];
    assert_eq!(one.server.refreshes(), 1);
    one.renew(0, "alice.2");
    assert_eq!(one.server.refreshes(), 2, "nothing that the other one wrote has to be waited for");
    two.renew(1, "alice.3");
    assert_eq!((one.wire.carried_by(1), two.wire.carried_by(1)), ("alice.2".into(), "alice.3".into()));
    drop(calls);
}

#[test]
fn a_logout_is_one_in_all_tabs_also_where_each_has_a_store_of_its_own() {
    let one = World::with(Setup { is_private: true, ..Setup::default() });
    let two = one.beside();
    drop(one.log_out());
    one.run();
    assert_eq!(
        (two.client.status(), two.store.text(), two.heard()),
        (Status::Anonymous, None, vec![Event::Logout])
    );
    one.client.set_token(grant("bob.1").unwrap());
    one.run();
    assert_eq!((two.client.status(), two.token()), (Status::Unknown, None));
    assert_eq!(one.street.spread(), [Word::Ended(Ending::SignedOut), Word::SignedIn], "nobody answers");
}

fn locked_tabs(count: usize) -> Vec<World> {
    let first = World::with(Setup { has_lock: true, ..Setup::default() });
    let mut others: Vec<_> = (1..count).map(|_| first.beside()).collect();
    others.insert(0, first);
    others
}

fn tabs() -> (World, World) {
    let one = World::new();
    let two = one.beside();
    (one, two)
}
