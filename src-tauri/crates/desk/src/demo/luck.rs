//! Lots that always fall alike: a small generator of our own, so that no update of a foreign crate changes a society.

/// A stream of lots. SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state, good enough for invented people.
#[derive(Debug, Clone)]
pub(super) struct Luck(u64);

impl Luck {
    pub(super) fn new(seed: u64) -> Luck {
        Luck(seed)
    }

    /// A stream for one purpose and one thing, independent of how much others draw.
    pub(super) fn of(&self, purpose: &str, index: usize) -> Luck {
        let mut state = self.0 ^ 0x5bd1_e995_9e37_79b9;
        for byte in purpose.bytes().chain(u64::try_from(index).unwrap_or(u64::MAX).to_le_bytes()) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let mut luck = Luck(state);
        luck.next();
        luck
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `end` − 1; 0 when `end` is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        // The high half of the product: the slight unevenness is far below what a society of a million could show.
        u64::try_from((u128::from(self.next()) * u128::from(end)) >> 64).unwrap_or(0)
    }

    /// `from` to `to`, both included.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from(to - from + 1).unwrap_or(0);
        from + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True `times` times out of `of`.
    pub(super) fn chance(&mut self, times: u64, of: u64) -> bool {
        self.below(of) < times
    }

    /// One of these, each as likely.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let index = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        of.get(index).expect("nobody draws from an empty list")
    }

    /// One of these, the first ones more often: the square of an even lot.
    pub(super) fn pick_early<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let (one, other) = (self.below(of.len() as u64), self.below(of.len() as u64));
        let index = usize::try_from(one.min(other)).unwrap_or(0);
        of.get(index).expect("nobody draws from an empty list")
    }

    /// One of these by weight.
    pub(super) fn weigh<T: Copy>(&mut self, of: &[(u64, T)]) -> T {
        let mut lot = self.below(of.iter().map(|(weight, _)| weight).sum());
        for (weight, thing) in of {
            if lot < *weight {
                return *thing;
            }
            lot -= weight;
        }
        of.last().expect("nobody draws from an empty list").1
    }
}
