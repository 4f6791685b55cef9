//! Who came first is served first. The queues are a handful long: a ring buffer would cost more than it moves.

/// Takes out whoever stands first.
pub fn first<T>(queue: &mut Vec<T>) -> Option<T> {
    first_behind(queue, 0)
}

/// Takes out whoever stands first behind so many.
pub fn first_behind<T>(queue: &mut Vec<T>, ahead: usize) -> Option<T> {
    (ahead < queue.len()).then(|| queue.remove(ahead))
}
