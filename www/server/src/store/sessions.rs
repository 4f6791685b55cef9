//! Sessions: one row per login. Whether a row still counts is part of each statement, so that a verdict and its effect
//! are one step; why a row did not count is judged in `renewal`.

use super::Store;
use crate::clock::UnixMillis;
use crate::config::Lifetimes;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: String,
    pub account_id: String,
    /// The generation of its current refresh token.
    pub generation: i64,
    pub created_at: UnixMillis,
    /// When the current generation replaced the previous one.
    pub rotated_at: UnixMillis,
    pub revoked_at: Option<UnixMillis>,
    pub user_agent: String,
}

/// A session counts at `now` if it began after `created_after` and was last renewed after `rotated_after`.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    pub now: UnixMillis,
    pub created_after: UnixMillis,
    pub rotated_after: UnixMillis,
}

impl Ends {
    pub fn at(now: UnixMillis, lifetimes: &Lifetimes) -> Self {
        Self {
            now,
            created_after: now - lifetimes.refresh_seconds.saturating_mul(1000),
            rotated_after: now - lifetimes.idle_seconds.saturating_mul(1000),
        }
    }

    pub fn allow(&self, session: &Session) -> bool {
        session.revoked_at.is_none()
            && session.created_at > self.created_after
            && session.rotated_at > self.rotated_after
    }
}

type Row = (String, String, i64, i64, i64, Option<i64>, String);

impl Store {
    /// Adds the session, and sweeps out those that reached their absolute end.
    pub async fn open_session(&self, session: &Session, ends: Ends) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM sessions WHERE created_at <= ?")
            .bind(ends.created_after)
            .execute(&self.pool)
            .await?;
        sqlx::query(
            "INSERT INTO sessions (id, account_id, generation, created_at, rotated_at, user_agent)
             VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(&session.id)
        .bind(&session.account_id)
        .bind(session.generation)
        .bind(session.created_at)
        .bind(session.rotated_at)
        .bind(&session.user_agent)
        .execute(&self.pool)
        .await
        .map(drop)
    }

    /// The rotation. Of any number of callers with one generation exactly one gets the session back.
    pub async fn rotate(
        &self,
        id: &str,
        generation: i64,
        ends: Ends,
    ) -> Result<Option<Session>, sqlx::Error> {
        // All rows of the one: SQLite commits at the end of the statement, after its row.
        let rows = sqlx::query_as(
            "UPDATE sessions SET generation = generation + 1, rotated_at = ?
             WHERE id = ? AND generation = ? AND revoked_at IS NULL AND created_at > ? AND rotated_at > ?
             RETURNING id, account_id, generation, created_at, rotated_at, revoked_at, user_agent",
        )
        .bind(ends.now)
        .bind(id)
        .bind(generation)
        .bind(ends.created_after)
        .bind(ends.rotated_after)
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().next().map(session_of))
    }

    pub async fn session(&self, id: &str) -> Result<Option<Session>, sqlx::Error> {
        let row = sqlx::query_as(
            "SELECT id, account_id, generation, created_at, rotated_at, revoked_at, user_agent
             FROM sessions WHERE id = ?",
        )
        .bind(id)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(session_of))
    }

    /// The account's sessions that still count, the newest first.
    pub async fn sessions_of(&self, account_id: &str, ends: Ends) -> Result<Vec<Session>, sqlx::Error> {
        let rows = sqlx::query_as(
            "SELECT id, account_id, generation, created_at, rotated_at, revoked_at, user_agent
             FROM sessions WHERE account_id = ? AND revoked_at IS NULL AND created_at > ? AND rotated_at > ?
             ORDER BY created_at DESC, id",
        )
        .bind(account_id)
        .bind(ends.created_after)
        .bind(ends.rotated_after)
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(session_of).collect())
    }

    /// `false` if it was revoked before or never existed.
    pub async fn revoke_session(&self, id: &str, now: UnixMillis) -> Result<bool, sqlx::Error> {
        let revoked = sqlx::query("UPDATE sessions SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
            .bind(now)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(revoked.rows_affected() == 1)
    }

    /// As `revoke_session`, but only if the session is this account's.
    pub async fn revoke_own_session(
        &self,
        id: &str,
        account_id: &str,
        now: UnixMillis,
    ) -> Result<bool, sqlx::Error> {
        let revoked = sqlx::query(
            "UPDATE sessions SET revoked_at = ? WHERE id = ? AND account_id = ? AND revoked_at IS NULL",
        )
        .bind(now)
        .bind(id)
        .bind(account_id)
        .execute(&self.pool)
        .await?;
        Ok(revoked.rows_affected() == 1)
    }

    pub async fn revoke_sessions_of(&self, account_id: &str, now: UnixMillis) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE sessions SET revoked_at = ? WHERE account_id = ? AND revoked_at IS NULL")
            .bind(now)
            .bind(account_id)
            .execute(&self.pool)
            .await
            .map(drop)
    }

    pub async fn revoke_every_session(&self, now: UnixMillis) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE sessions SET revoked_at = ? WHERE revoked_at IS NULL")
            .bind(now)
            .execute(&self.pool)
            .await
            .map(drop)
    }
}

fn session_of((id, account_id, generation, created_at, rotated_at, revoked_at, user_agent): Row) -> Session {
    Session { id, account_id, generation, created_at, rotated_at, revoked_at, user_agent }
}
