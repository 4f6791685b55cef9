//! The environment.

use evertoken_server::config::Config;
use evertoken_server::origin::Origin;

#[test]
fn an_empty_environment_is_enough() {
    let config = read(&[]).unwrap();
    assert_eq!((config.host.as_str(), config.port), ("127.0.0.1", 5000));
    assert_eq!(config.client_origins, [Origin::parse("http://localhost:5173").unwrap()]);
    assert_eq!(config.database, "evertoken.sqlite");
    let lifetimes = config.lifetimes;
    assert_eq!((lifetimes.access_seconds, lifetimes.grace_seconds), (600, 30));
    assert_eq!((lifetimes.refresh_seconds, lifetimes.idle_seconds), (2_592_000, 1_209_600));
    assert!(!config.lab && !config.is_https() && !config.trust_proxy && config.static_dir.is_none());
}

#[test]
fn every_variable_is_read() {
    let config = read(&[
        ("HOST", "0.0.0.0"),
        ("PORT", "0"),
        ("CLIENT_ORIGINS", "https://a.example, http://[::1]:8080"),
        ("PUBLIC_URL", "https://auth.example"),
        ("DATABASE_FILE", ":memory:"),
        ("ACCESS_TTL_SECONDS", "15"),
        ("REFRESH_TTL_SECONDS", "30"),
        ("IDLE_TTL_SECONDS", "20"),
        ("GRACE_SECONDS", "0"),
        ("LOGIN_ACCOUNT_LIMIT", "4"),
        ("LOGIN_ADDRESS_LIMIT", "5"),
        ("LOGIN_WINDOW_SECONDS", "6"),
        ("JWT_SECRET", "0123456789abcdef0123456789abcdef"),
        ("REFRESH_SECRET", "fedcba9876543210fedcba9876543210"),
        ("LAB", "1"),
        ("STATIC_DIR", "/srv/page"),
        ("TRUST_PROXY", "1"),
    ])
    .unwrap();
    assert_eq!((config.host.as_str(), config.port, config.database.as_str()), ("0.0.0.0", 0, ":memory:"));
    let origins: Vec<_> = config.client_origins.iter().map(Origin::as_str).collect();
    assert_eq!(origins, ["https://a.example", "http://[::1]:8080"]);
    let lifetimes = config.lifetimes;
    assert_eq!((lifetimes.access_seconds, lifetimes.grace_seconds), (15, 0));
    assert_eq!((lifetimes.refresh_seconds, lifetimes.idle_seconds), (30, 20));
    let limits = config.login_limits;
    assert_eq!((limits.per_account, limits.per_address, limits.window_seconds), (4, 5, 6));
    assert_eq!(config.jwt_secret.unwrap().bytes(), b"0123456789abcdef0123456789abcdef");
    assert_eq!(config.refresh_secret.unwrap().bytes(), b"fedcba9876543210fedcba9876543210");
    assert!(config.lab && config.trust_proxy);
    assert_eq!(config.public_url, Origin::parse("https://auth.example"));
    assert_eq!(config.static_dir.as_deref(), Some("/srv/page".as_ref()));
}

#[test]
fn a_wrong_value_is_refused_by_name_and_not_repeated() {
    for (name, value) in [
        ("PORT", "65536"),
        ("PORT", "abc"),
        ("ACCESS_TTL_SECONDS", "0"),
        ("REFRESH_TTL_SECONDS", "-1"),
        ("IDLE_TTL_SECONDS", "1.5"),
        ("GRACE_SECONDS", "-1"),
        ("LOGIN_ACCOUNT_LIMIT", "0"),
        ("LAB", "yes"),
        ("TRUST_PROXY", "true"),
        ("JWT_SECRET", "too short a secret"),
        ("REFRESH_SECRET", "too short a secret"),
        ("CLIENT_ORIGINS", "https://a.example,"),
        ("PUBLIC_URL", "auth.example"),
    ] {
        let message = read(&[(name, value)]).unwrap_err();
        assert!(message.starts_with(name), "{message}");
        assert!(!name.ends_with("SECRET") || !message.contains(value), "{message}");
    }
}

#[test]
fn an_origin_is_written_as_browsers_write_it() {
    for text in ["http://localhost:5173", "https://app.example", "http://[::1]:8080", "http://192.168.1.7"] {
        assert_eq!(Origin::parse(text).unwrap().as_str(), text);
    }
    for text in [
        "",
        "*",
        "null",
        "localhost:5173",
        "https://",
        "https://a.example/",
        "https://a.example/app",
        "https://A.example",
        "https://*.example",
        "ftp://a.example",
        "https://user@a.example",
        "https://a.example?x",
    ] {
        assert_eq!(Origin::parse(text), None, "{text}");
    }
}

fn read(variables: &[(&str, &str)]) -> Result<Config, String> {
    Config::read(|name| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    })
}
