//! The list of mutants, one block each:
//!
//! ```text
//! # what is wrong with it
//! file src/policy/refresh/mod.rs
//! killer policy::refresh::a_claim_that_breaks
//! - the lines
//! - as they are
//! + the line as it must not be
//! ```
//!
//! Lines are compared without their indentation, and the old ones must occur exactly once.

use anyhow::{Context, Result, bail, ensure};

#[derive(Debug, Default, PartialEq)]
pub struct Mutant {
    pub wrong: String,
    pub file: String,
    pub killer: String,
    old: Vec<String>,
    new: Vec<String>,
}

pub fn parse(text: &str) -> Result<Vec<Mutant>> {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    blocks.map(|block| parse_block(block).with_context(|| format!("this block:\n{block}"))).collect()
}

fn parse_block(block: &str) -> Result<Mutant> {
    let mut mutant = Mutant::default();
    for line in block.lines() {
        if let Some(words) = line.strip_prefix('#') {
            let space = if mutant.wrong.is_empty() { "" } else { " " };
            mutant.wrong.push_str(space);
            mutant.wrong.push_str(words.trim());
        } else if let Some(file) = line.strip_prefix("file ") {
            mutant.file = file.trim().to_owned();
        } else if let Some(killer) = line.strip_prefix("killer ") {
            mutant.killer = killer.trim().to_owned();
        } else if let Some(old) = line.strip_prefix('-') {
            mutant.old.push(old.trim().to_owned());
        } else if let Some(new) = line.strip_prefix('+') {
            mutant.new.push(new.trim().to_owned());
        } else {
            bail!("a line begins with none of `#`, `file`, `killer`, `-`, `+`: {line}");
        }
    }
    let complete = ![&mutant.wrong, &mutant.file, &mutant.killer].into_iter().any(String::is_empty);
    ensure!(complete && !mutant.old.is_empty(), "a mutant has `#`, `file`, `killer` and at least one `-`");
    ensure!(mutant.old != mutant.new, "it changes nothing");
    Ok(mutant)
}

impl Mutant {
    /// The test target of cargo and the name of the test within it.
    pub fn killer_parts(&self) -> Result<(&str, &str)> {
        self.killer
            .split_once("::")
            .with_context(|| format!("killer {}: it begins with its test target", self.killer))
    }

    pub fn applied_to(&self, source: &str) -> Result<String> {
        let lines: Vec<&str> = source.lines().collect();
        let fits =
            |window: &[&str]| window.iter().map(|line| line.trim()).eq(self.old.iter().map(String::as_str));
        let mut places = lines.windows(self.old.len()).enumerate().filter(|(_, window)| fits(window));
        let Some((start, _)) = places.next() else {
            bail!("{} has no such text:\n{}", self.file, self.old.join("\n"))
        };
        if places.next().is_some() {
            bail!("{} has this text more than once:\n{}", self.file, self.old.join("\n"));
        }
        let (before, rest) = lines.split_at(start);
        let new = self.new.iter().map(String::as_str);
        let changed = before.iter().copied().chain(new).chain(rest.iter().skip(self.old.len()).copied());
        Ok(changed.collect::<Vec<_>>().join("\n") + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::{Mutant, parse};

    const LIST: &str = "# a late answer\n# is adopted\nfile src/a.rs\nkiller policy::refresh::late\n- if old {\n-   stop();\n+ if true {\n";

    fn only() -> Mutant {
        parse(LIST).unwrap().remove(0)
    }

    #[test]
    fn a_block_says_what_is_wrong_where_and_who_notices() {
        let mutant = only();
        assert_eq!((mutant.wrong.as_str(), mutant.file.as_str()), ("a late answer is adopted", "src/a.rs"));
        assert_eq!(mutant.killer_parts().unwrap(), ("policy", "refresh::late"));
    }

    #[test]
    fn blocks_are_divided_by_blank_lines() {
        assert_eq!(parse(&format!("{LIST}\n{LIST}\n\n")).unwrap().len(), 2);
    }

    #[test]
    fn a_change_finds_its_lines_without_their_indentation() {
        assert_eq!(only().applied_to("a\n    if old {\n        stop();\nb\n").unwrap(), "a\nif true {\nb\n");
    }

    #[test]
    fn lines_that_are_absent_or_repeated_are_an_error() {
        let twice = "if old {\nstop();\nif old {\nstop();\n";
        assert!(only().applied_to(twice).unwrap_err().to_string().contains("more than once"));
        assert!(only().applied_to("if new {\n").unwrap_err().to_string().contains("no such text"));
    }

    #[test]
    fn a_block_without_a_killer_is_an_error() {
        assert!(parse("# wrong\nfile src/a.rs\n- a\n+ b\n").is_err());
    }
}
