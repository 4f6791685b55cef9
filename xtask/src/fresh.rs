//! Whether a result is still that of its inputs: a hash of their contents in `target/xtask/<name>.stamp`.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::place;

pub struct Stamp {
    file: PathBuf,
    fingerprint: String,
}

impl Stamp {
    /// `inputs` are files and folders; a missing one counts as empty.
    pub fn of(name: &str, inputs: &[PathBuf]) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        for input in inputs {
            for file in files_under(input)? {
                file.hash(&mut hasher);
                place::read_bytes(&file)?.hash(&mut hasher);
            }
        }
        let file = place::scratch().join(format!("{name}.stamp"));
        Ok(Self { file, fingerprint: format!("{:016x}", hasher.finish()) })
    }

    pub fn is_current(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|stored| stored == self.fingerprint)
    }

    pub fn set(&self) -> Result<()> {
        place::write(&self.file, &self.fingerprint)
    }

    pub fn clear(&self) -> Result<()> {
        place::write(&self.file, "")
    }
}

/// Sorted; without `node_modules`, `target` and hidden folders.
pub fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name == "node_modules" || name == "target" || name.starts_with('.') {
                continue;
            }
            found.extend(files_under(&entry.path())?);
        }
    }
    found.sort();
    Ok(found)
}
