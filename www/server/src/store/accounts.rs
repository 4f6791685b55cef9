//! People: mail, password hash, activation.

use sqlx::error::ErrorKind;

use super::Store;
use crate::clock::UnixMillis;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: String,
    pub email: String,
    pub is_activated: bool,
}

#[derive(Debug)]
pub struct NewAccount<'a> {
    pub id: &'a str,
    pub email: &'a str,
    pub password_hash: &'a str,
    pub activation_link: &'a str,
    pub created_at: UnixMillis,
}

/// An account together with what proves it.
pub struct Credentials {
    pub account: Account,
    pub password_hash: String,
}

impl Store {
    /// `false` if the mail is taken.
    pub async fn add_account(&self, new: NewAccount<'_>) -> Result<bool, sqlx::Error> {
        let added = sqlx::query(
            "INSERT INTO accounts (id, email, password_hash, activation_link, created_at) VALUES (?, ?, ?, ?, ?)",
        )
        .bind(new.id)
        .bind(new.email)
        .bind(new.password_hash)
        .bind(new.activation_link)
        .bind(new.created_at)
        .execute(&self.pool)
        .await;
        match added {
            Ok(_) => Ok(true),
            Err(sqlx::Error::Database(cause)) if cause.kind() == ErrorKind::UniqueViolation => Ok(false),
            Err(cause) => Err(cause),
        }
    }

    pub async fn has_account(&self, email: &str) -> Result<bool, sqlx::Error> {
        let found: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM accounts WHERE email = ?")
            .bind(email)
            .fetch_optional(&self.pool)
            .await?;
        Ok(found.is_some())
    }

    pub async fn credentials(&self, email: &str) -> Result<Option<Credentials>, sqlx::Error> {
        let row: Option<(String, String, bool, String)> =
            sqlx::query_as("SELECT id, email, activated, password_hash FROM accounts WHERE email = ?")
                .bind(email)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|(id, email, is_activated, password_hash)| Credentials {
            account: Account { id, email, is_activated },
            password_hash,
        }))
    }

    pub async fn account(&self, id: &str) -> Result<Option<Account>, sqlx::Error> {
        let row = sqlx::query_as("SELECT id, email, activated FROM accounts WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(account_of))
    }

    pub async fn accounts(&self) -> Result<Vec<Account>, sqlx::Error> {
        let rows = sqlx::query_as("SELECT id, email, activated FROM accounts ORDER BY created_at, id")
            .fetch_all(&self.pool)
            .await?;
        Ok(rows.into_iter().map(account_of).collect())
    }

    /// `false` if no account has this link.
    pub async fn activate(&self, link: &str) -> Result<bool, sqlx::Error> {
        let marked = sqlx::query("UPDATE accounts SET activated = 1 WHERE activation_link = ?")
            .bind(link)
            .execute(&self.pool)
            .await?;
        Ok(marked.rows_affected() == 1)
    }
}

fn account_of((id, email, is_activated): (String, String, bool)) -> Account {
    Account { id, email, is_activated }
}
