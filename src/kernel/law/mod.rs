//! The law that the program cites: each article once, with the days on which it is in force.
//!
//! Code, rules and time limits name an article by its id, such as `R753-13` (art. 13) or `R753-9.8` (art. 9(8)). A law
//! that changes gets new rows; those of the old one get an end.
//!
//! The summaries are ours and bind nobody.

use std::sync::LazyLock;

use time::Date;

use super::{dates::parse_date, text::Text, validity::ValidPeriod};

/// Id, citation in Chinese and English, first day in force, first day no longer in force, summary in both.
const ARTICLES: &str = include_str!("data/articles.tsv");

static READ: LazyLock<Vec<Article>> = LazyLock::new(|| ARTICLES.lines().filter_map(Article::read).collect());

/// One article, or one item of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Short name of the act, `-`, article, and `.` with the item where one is meant; the act alone for a whole act.
    pub id: &'static str,
    /// 中文引文
    citation_zh: &'static str,
    /// Citation in English.
    citation_en: &'static str,
    /// 中文提要
    summary_zh: &'static str,
    /// Summary in English.
    summary_en: &'static str,
    /// The days on which it is in force.
    pub valid: ValidPeriod,
}

impl Article {
    fn read(row: &'static str) -> Option<Self> {
        let mut columns = row.split('\t');
        let mut next = || columns.next();
        let (id, citation_zh, citation_en) = (next()?, next()?, next()?);
        let (from, to): (Option<Date>, Option<Date>) = (parse_date(next()?), parse_date(next()?));
        let (summary_zh, summary_en) = (next()?, next()?);
        let valid = ValidPeriod::new(from, to).ok()?;
        Some(Self { id, citation_zh, citation_en, summary_zh, summary_en, valid })
    }

    /// How the article is cited.
    #[must_use]
    pub fn citation(&self) -> Text {
        Text::new(self.citation_zh, self.citation_en)
    }

    /// What it says, in a line.
    #[must_use]
    pub fn summary(&self) -> Text {
        Text::new(self.summary_zh, self.summary_en)
    }
}

/// The article with this id.
#[must_use]
pub fn article(id: &str) -> Option<&'static Article> {
    READ.iter().find(|article| article.id == id)
}

/// Every article, in the order of the acts.
pub fn articles() -> impl Iterator<Item = &'static Article> {
    READ.iter()
}

/// How the article with this id is cited; an id that is in no row stands for itself (a test finds those in the code).
#[must_use]
pub fn citation(id: &str) -> Text {
    article(id).map_or_else(|| Text::new(id, id), Article::citation)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use time::macros::date;

    use super::*;

    #[test]
    fn every_row_is_read_and_no_id_stands_twice() {
        let ids: BTreeSet<_> = articles().map(|article| article.id).collect();
        assert_eq!(ids.len(), ARTICLES.lines().count());
    }

    #[test]
    fn every_article_speaks_both_languages_and_has_a_first_day() {
        for article in articles() {
            for Text { zh, en } in [article.citation(), article.summary()] {
                assert!(!zh.is_empty() && !zh.chars().any(|c| c.is_ascii_alphabetic()), "{}: {zh}", article.id);
                assert!(!en.is_empty() && en.is_ascii(), "{}: {en}", article.id);
            }
            assert!(article.valid.from().is_some(), "{}", article.id);
        }
    }

    #[test]
    fn an_article_is_cited_in_full() {
        assert_eq!(citation("R753-13").zh, "《地名管理条例》第十三条");
        assert_eq!(citation("R753-9.8").zh, "《地名管理条例》第九条第八项");
        assert_eq!(citation("R753-14").en, "Regulations on Place Names (State Council Order 753) art. 14");
        assert_eq!(citation("R1-1"), Text::new("R1-1", "R1-1"));
    }

    #[test]
    fn the_measures_of_2024_were_not_in_force_in_2023() {
        let in_2023 = |id| article(id).unwrap().valid.holds_on(date!(2023 - 06 - 30));
        assert!(in_2023("R753-13") && in_2023("BG23") && !in_2023("M71-5"));
    }
}
