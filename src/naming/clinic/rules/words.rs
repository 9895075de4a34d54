//! Rules that look for words: N02 unfit, N05 persons, N06 leaders, N07 foreign, N08 companies, N11 famous features.

use crate::naming::clinic::{
    pack::{Entry, List, RuleId},
    proposal::Proposal,
    verdict::{Finding, MatchKind, Matched, Verdict},
};

const RULES: [RuleId; 6] = [RuleId::N02, RuleId::N05, RuleId::N06, RuleId::N07, RuleId::N08, RuleId::N11];

/// A word of so many characters is unmistakable wherever it stands; a shorter one may be made of parts of two others.
const UNMISTAKABLE: usize = 3;

/// The commonest surnames of the province, of which a hint is made.
const SURNAMES: &str = "王李张刘陈杨黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪任姜范方姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚";

/// Characters of places, directions, numbers and good wishes, of which given names in streets are hardly ever made.
const NOT_GIVEN: &str = "家门山河湖江港湾岭岗冲畈垸垱剅台场店集市口嘴咀桥塘潭池泉井沟渠堤坝洲滩坡坪村庄屋寨城关街路巷园林寺庙塔东西南北中前后左右上下内外大小新老一二三四五六七八九十百千万金银铁石沙泥水木田地公共人民";

/// What the lists of the day's rules have to say of a name.
pub(in crate::naming::clinic) fn judge(proposal: &Proposal<'_>) -> Vec<Verdict> {
    let listed: Vec<Verdict> = RULES.into_iter().flat_map(|rule| by_lists(proposal, rule)).collect();
    let known = listed.iter().any(|verdict| matches!(verdict.rule, RuleId::N05 | RuleId::N06 | RuleId::N07));
    let hint = (!known).then(|| like_person(proposal)).flatten();
    listed.into_iter().chain(hint).collect()
}

fn by_lists(proposal: &Proposal<'_>, rule: RuleId) -> Vec<Verdict> {
    let Some((settings, _)) = proposal.book().rule(rule) else { return Vec::new() };
    // What a name means is seen in all of it.
    let text = if rule == RuleId::N02 { proposal.said.text.as_str() } else { proposal.before_generic() };
    let entries = proposal.book().entries(rule).filter(|(_, entry)| settings.counts(entry.kind));
    entries.filter_map(|(list, entry)| by_entry(proposal, rule, text, list, entry)).collect()
}

fn by_entry(proposal: &Proposal<'_>, rule: RuleId, text: &str, list: &List, entry: &Entry) -> Option<Verdict> {
    let word = entry.text.as_str();
    if !text.contains(word) {
        return None;
    }
    let finding = match word.chars().count() {
        _ if entry.common_word => Finding::CommonWord,
        _ if text == word || proposal.specific() == word => Finding::Listed,
        UNMISTAKABLE.. => Finding::Listed,
        _ => Finding::Inside,
    };
    let (zh, en) = match finding {
        Finding::CommonWord => (
            "，也是常用词；与之没有特定联系的可以使用，请审核人判断",
            "; it is a common word, too, and may be used without a specific link: a reviewer decides",
        ),
        Finding::Inside => {
            ("，也可能只是字面相连，请审核人判断", "; it may be parts of other words: a reviewer decides")
        }
        _ => ("", ""),
    };
    let matched = Matched { state: Some(entry.kind.code()), ..Matched::new(MatchKind::List, &list.id, word) };
    let text =
        (format!("含有“{word}”，见{}{zh}", list.title.zh), format!("it holds `{word}`, see {}{en}", list.title.en));
    proposal.verdict(rule, finding, word, Some(matched), text)
}

/// N05: three characters that begin with a surname and go on with no word of places may be somebody's name.
fn like_person(proposal: &Proposal<'_>) -> Option<Verdict> {
    let specific = proposal.specific();
    let mut characters = specific.chars();
    let is_name = characters.next().is_some_and(|first| SURNAMES.contains(first))
        && characters.clone().count() == 2
        && characters.all(|given| !NOT_GIVEN.contains(given));
    let text = (
        format!("“{specific}”形似人名，请审核人判断"),
        format!("`{specific}` is built like a person's name: a reviewer decides"),
    );
    is_name.then(|| proposal.verdict(RuleId::N05, Finding::LikePerson, specific, None, text)).flatten()
}
