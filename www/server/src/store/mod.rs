//! All SQL of the server. SQLite: one file, WAL, so that readers never wait for the writer.

mod accounts;
mod sessions;

pub use accounts::{Account, Credentials, NewAccount};
pub use sessions::{Ends, Session};

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{SqlSafeStr as _, SqlitePool};

/// How long a writer waits for another one. Longer than any burst, shorter than a client's patience.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const CONNECTIONS: u32 = 8;

#[derive(Clone, Debug)]
pub struct Store {
    pool: SqlitePool,
}

impl Store {
    /// Opens (and, the first time, creates) the database and brings its tables up to date.
    pub async fn open(database: &str) -> Result<Self, sqlx::Error> {
        let in_memory = database == ":memory:";
        let options = if in_memory {
            SqliteConnectOptions::from_str("sqlite::memory:")?
        } else {
            SqliteConnectOptions::new().filename(database).create_if_missing(true)
        };
        let options =
            options.journal_mode(SqliteJournalMode::Wal).busy_timeout(BUSY_TIMEOUT).foreign_keys(true);
        let pool = SqlitePoolOptions::new();
        // Each connection to `:memory:` is a database of its own, which dies with it.
        let pool = if in_memory {
            pool.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None)
        } else {
            pool.max_connections(CONNECTIONS)
        };
        let pool = pool.connect_with(options).await?;
        migrations().run(&pool).await?;
        Ok(Self { pool })
    }

    pub async fn is_alive(&self) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT 1").execute(&self.pool).await.map(drop)
    }

    pub async fn close(&self) {
        self.pool.close().await;
    }
}

fn migrations() -> Migrator {
    let first = include_str!("../../migrations/0001_accounts_and_sessions.sql");
    let name = "accounts and sessions".into();
    Migrator::with_migrations(vec![Migration::new(
        1,
        name,
        MigrationType::Simple,
        first.into_sql_str(),
        false,
    )])
}
