//! The registry of interceptors: who is asked, and in which order. What asking means is the caller's business.

/// Interceptors of one kind. Ids increase and are never used again.
#[derive(Debug)]
pub struct Interceptors<H> {
    registered: Vec<(u32, H)>,
    next: u32,
}

impl<H: Clone> Interceptors<H> {
    pub fn add(&mut self, handler: H) -> u32 {
        let id = self.next;
        self.next += 1;
        self.registered.push((id, handler));
        id
    }

    /// An id that is not there is no error.
    pub fn eject(&mut self, id: u32) {
        self.registered.retain(|(registered, _)| *registered != id);
    }

    pub fn clear(&mut self) {
        self.registered.clear();
    }

    /// First registered first: the order of response interceptors.
    #[must_use]
    pub fn in_order(&self) -> Vec<H> {
        self.registered.iter().map(|(_, handler)| handler.clone()).collect()
    }

    /// Last registered first: the order of request interceptors.
    #[must_use]
    pub fn in_reverse(&self) -> Vec<H> {
        self.registered.iter().rev().map(|(_, handler)| handler.clone()).collect()
    }
}

impl<H> Default for Interceptors<H> {
    fn default() -> Self {
        Self { registered: Vec::new(), next: 0 }
    }
}
