//! Chance from a seed.

use std::collections::BTreeSet;

use evertoken::policy::dice::Dice;

#[test]
fn the_same_seed_gives_the_same_numbers_and_another_one_others() {
    let numbers = |seed| {
        let mut dice = Dice::new(seed);
        (0..20).map(|_| dice.up_to(1_000_000)).collect::<Vec<_>>()
    };
    assert_eq!(numbers(7), numbers(7));
    assert_ne!(numbers(7), numbers(9));
}

#[test]
fn every_number_comes_up_and_none_above_the_most() {
    for seed in [0, 1, 2, u32::MAX] {
        let mut dice = Dice::new(seed);
        let seen: BTreeSet<_> = (0..2_000).map(|_| dice.up_to(200)).collect();
        assert!(seen.iter().all(|number| *number <= 200));
        assert!(seen.len() > 190, "{} of 201 with seed {seed}", seen.len());
        assert_eq!(dice.up_to(0), 0);
        dice.up_to(u32::MAX);
    }
}
