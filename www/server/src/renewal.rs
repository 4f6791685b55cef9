//! What becomes of a refresh token that somebody presents. Its signature was checked before; here its age is.

use crate::clock::UnixMillis;
use crate::config::Lifetimes;
use crate::refresh_token::RefreshToken;
use crate::store::{Ends, Session, Store};

#[derive(Debug, PartialEq, Eq)]
pub enum Renewal {
    /// The session with its new generation.
    Rotated(Session),
    /// A race was lost, or an answer: the session with the generation that is current already.
    Healed(Session),
    /// A token older than that came back: somebody else has a copy. The session is revoked.
    Reused(Session),
    Over,
}

pub async fn renew(
    store: &Store,
    token: &RefreshToken,
    now: UnixMillis,
    lifetimes: &Lifetimes,
) -> Result<Renewal, sqlx::Error> {
    let ends = Ends::at(now, lifetimes);
    if let Some(session) = store.rotate(&token.session, token.generation, ends).await? {
        return Ok(Renewal::Rotated(session));
    }
    let renewal = match store.session(&token.session).await? {
        Some(session) => judge(session, token.generation, ends, lifetimes),
        None => Renewal::Over,
    };
    if let Renewal::Reused(session) = &renewal {
        store.revoke_session(&session.id, now).await?;
    }
    Ok(renewal)
}

/// Only the generation just before the current one heals, counted from its replacement: a longer chain would let a
/// thief stay in step with the owner.
fn judge(session: Session, presented: i64, ends: Ends, lifetimes: &Lifetimes) -> Renewal {
    let is_previous = presented == session.generation - 1;
    let in_grace = ends.now - session.rotated_at < lifetimes.grace_seconds.saturating_mul(1000);
    if !ends.allow(&session) || presented >= session.generation {
        // A generation that this database never reached means that it was restored from a copy.
        Renewal::Over
    } else if is_previous && in_grace {
        Renewal::Healed(session)
    } else {
        Renewal::Reused(session)
    }
}
