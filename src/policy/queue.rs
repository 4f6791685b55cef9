//! Who came first is served first. The queues are a handful long: a ring buffer would cost more than it moves.

use std::mem;

/// Takes out whoever stands first; the others move up.
pub fn first<T>(queue: &mut Vec<T>) -> Option<T> {
    let mut moved = queue.pop()?;
    for place in queue.iter_mut().rev() {
        moved = mem::replace(place, moved);
    }
    Some(moved)
}
