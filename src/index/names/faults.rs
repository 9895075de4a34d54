//! Whether an index leads to what it holds.

use super::book::{Book, Number};
use super::concordance::Concordance;
use super::index::NameIndex;
use super::label::Named;
use super::texts::Texts;
use crate::index::tiers::Tier;
use crate::kernel::folding::fold;

impl<K: Copy + Ord, R: Named> NameIndex<K, R> {
    /// The keys of rows that a search for their own characters, sounds or initials does not lead to: none, if the index
    /// is sound.
    #[must_use]
    pub fn faults(&self) -> Vec<K> {
        let lost = |tier: &Tier<Book<K, R>>| {
            let book = tier.block();
            let rows = (0..book.count()).filter_map(|name| Some((name, tier.live(book.place(name))?)));
            let lost = rows.filter(|(name, (_, row))| !book.leads_to(*name, row.label().text));
            lost.map(|(_, (key, _))| *key).collect::<Vec<K>>()
        };
        self.tiers.tiers().iter().flat_map(lost).collect()
    }
}

impl<K, R> Book<K, R> {
    /// Whether a name is what its row says, and is found where it belongs.
    fn leads_to(&self, name: Number, text: &str) -> bool {
        let signs = fold(text).into_iter().map(|sign| self.alphabet.id_to_store(sign.folded));
        signs.eq(self.signs.text(name).iter().copied())
            && is_found(&self.by_sign, &self.signs, name)
            && is_found(&self.by_syllable, &self.sounds, name)
            && is_found(&self.by_initial, &self.sounds, name)
    }
}

fn is_found(concordance: &Concordance, texts: &Texts, name: Number) -> bool {
    let text = texts.text(name);
    let led = text.iter().try_fold(concordance.all(), |cursor, &sign| concordance.step_to(texts, cursor, sign));
    // Names of the same signs stand in the order of their numbers.
    led.is_some_and(|cursor| text.is_empty() || concordance.wholes(texts, cursor).binary_search(&name).is_ok())
}
