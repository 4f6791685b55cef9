//! Browsers and the drivers through which the wasm tests run in them.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::apt::{self, Program};
use crate::tools::{self, CratesProgram};
use crate::{place, shell};

const CHROMIUM: Program = Program { name: "chromium", package: "chromium" };
const CHROMIUM_DRIVER: Program = Program { name: "chromedriver", package: "chromium-driver" };
const FIREFOX: Program = Program { name: "firefox", package: "firefox-esr" };
const GECKODRIVER: CratesProgram = CratesProgram { name: "geckodriver", version: "0.37.1", options: &[] };
const WEBKIT_DRIVER: Program = Program { name: "WebKitWebDriver", package: "webkit2gtk-driver" };
/// WebKitGTK draws on a screen, also when nobody looks.
const SCREEN: Program = Program { name: "xvfb-run", package: "xvfb" };
const SCREEN_LOGIN: Program = Program { name: "xauth", package: "xauth" };

/// One file of tests runs within it, from the first to the last. It ends what hangs and says nothing else: an idle machine takes
/// a twentieth of it, a busy one several times as long.
const TEST_FILE_SECONDS: &str = "600";
/// Firefox and WebKitGTK start slowly on a small machine; the runner's own limit is five.
const DRIVER_START_SECONDS: &str = "180";

pub fn chromium() -> Result<PathBuf> {
    Ok(apt::bring(&[CHROMIUM])?.remove(0))
}

pub fn firefox() -> Result<PathBuf> {
    Ok(apt::bring(&[FIREFOX])?.remove(0))
}

pub fn tests_in_chromium() -> Result<Command> {
    let programs = apt::bring(&[CHROMIUM_DRIVER, CHROMIUM])?;
    let mut cargo = browser_tests(shell::cargo());
    cargo.env("CHROMEDRIVER", &programs[0]);
    Ok(cargo)
}

pub fn tests_in_firefox() -> Result<Command> {
    firefox()?;
    let driver = tools::bring(&GECKODRIVER)?;
    let mut cargo = browser_tests(shell::cargo());
    cargo.env("GECKODRIVER", driver);
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", place::at("xtask/webdriver/firefox.json"));
    Ok(cargo)
}

pub fn tests_in_webkit() -> Result<Command> {
    let programs = apt::bring(&[WEBKIT_DRIVER, SCREEN, SCREEN_LOGIN])?;
    let mut on_a_screen = shell::command(&programs[1]);
    on_a_screen.arg("--auto-servernum").arg(shell::cargo().get_program());
    let mut cargo = browser_tests(on_a_screen);
    cargo.env("SAFARIDRIVER", &programs[0]).env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    Ok(cargo)
}

fn browser_tests(mut cargo: Command) -> Command {
    cargo.args([
        "test",
        "--target",
        tools::WASM,
        "--package",
        "evertoken",
        "--test",
        "browser",
        "--test",
        "js",
    ]);
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", TEST_FILE_SECONDS);
    cargo.env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", DRIVER_START_SECONDS);
    cargo
}
