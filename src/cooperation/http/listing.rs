//! What lists of records can be asked for.

use serde_json::{Value, json};

use super::answers;
use crate::{
    cooperation::Filter,
    http::{Operation, Page, Param, Params, Problem, Text, params::bad_parameter},
    kernel::dates::parse_date,
};

/// Records of one page: usual and most.
const PAGE: (usize, usize) = (50, 500);

/// What was asked for.
pub(super) fn asked(params: &Params, states: &[&'static str]) -> Result<(Page, Filter), Problem> {
    let page = Page::read(params, PAGE.0, PAGE.1)?;
    let known = |word: &str| states.iter().copied().find(|code| *code == word);
    let (from, to) = (params.parse_with("from", parse_date)?, params.parse_with("to", parse_date)?);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(bad_parameter("to", Text::new("结束日期早于开始日期", "the period ends before it starts")));
    }
    let filter = Filter {
        ids: None,
        neighbour: params.text("neighbour").map(str::to_owned),
        line: params.parse("line")?,
        states: params.parse_with("state", |text| text.split(',').map(known).collect())?,
        township: params.text("township").map(str::to_owned),
        from,
        to,
        before: params.text("cursor").map(str::to_owned),
    };
    Ok((page, filter))
}

/// The list of a kind of records, in some states if those are stored.
pub(super) fn operation(
    (id, zh, en): (&'static str, &str, &str),
    (name, record): (&str, Value),
    states: &[&'static str],
) -> Operation {
    let operation = Operation::new("cooperation", id, zh, en)
        .params([
            Param::query("neighbour", json!({ "type": "string" }), "邻方代码", "code of the neighbour"),
            Param::query("line", json!({ "type": "string", "format": "uuid" }), "界线", "id of the line"),
            Param::query("from", json!({ "type": "string", "format": "date" }), "自何日起", "first civil day"),
            Param::query("to", json!({ "type": "string", "format": "date" }), "至何日止", "last civil day, included"),
            Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
            Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
        ])
        .answers(200, "application/json", answers::page(name, record), "the newest number first, and `next`");
    if states.is_empty() {
        return operation;
    }
    let several = json!({ "type": "array", "items": { "type": "string", "enum": states } });
    operation.params([Param::query("state", several, "状态，可用逗号列出多个", "states, parted by commas")])
}

/// The township in which something lies, of a list that can be asked for it.
pub(super) fn township() -> Param {
    Param::query("township", json!({ "type": "string" }), "乡镇代码", "code of the township")
}
