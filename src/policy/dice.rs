//! Chance that can be had again: everything follows from a seed.

/// Xorshift (Marsaglia 2003): good enough to keep tabs and clients from marching in step, and nothing that anybody must
/// not guess hangs on it.
#[derive(Clone, Debug)]
pub struct Dice(u32);

impl Dice {
    #[must_use]
    pub fn new(seed: u32) -> Self {
        Self(seed | 1) // nothing ever comes of zero
    }

    /// From zero to `most`, both of which may be.
    pub fn up_to(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        most.checked_add(1).map_or(self.0, |sides| self.0 % sides)
    }
}
