//! Proposals for the pinyin of a name.

use axum::{Json, extract::State, http::Method, routing::get};
use serde_json::{Value, json};

use super::RegisterState;
use crate::{
    http::{Access, Operation, Param, Params, Problem, Route, Text, params::bad_parameter},
    kernel::{
        pinyin::{self, CharacterReading, NameKind},
        place_name::LONGEST_NAME,
    },
    register::service,
};

pub(super) fn routes(state: &RegisterState) -> Vec<Route> {
    vec![Route::new(Method::GET, "/api/v1/pinyin", Access::Public, operation(), get(propose).with_state(state.clone()))]
}

fn operation() -> Operation {
    Operation::new("register", "proposePinyin", "按规则拼写地名，列出每个字的读音", "Spell a name by the rules")
        .params([
            Param::query("name", json!({ "type": "string", "maxLength": LONGEST_NAME }), "名称", "the name").required(),
            Param::query(
                "category",
                json!({ "type": "string", "default": "23514" }),
                "类别代码（GB/T 18521），决定专名通名的分写",
                "category of its thing (GB/T 18521), which decides how its parts are written",
            ),
        ])
        .answers(
            200,
            "application/json",
            json!({ "type": "object" }),
            "the spelling and every reading of each character",
        )
}

async fn propose(State(state): State<RegisterState>, params: Params) -> Result<Json<Value>, Problem> {
    let name: String = params.require("name")?;
    if name.chars().count() > LONGEST_NAME {
        return Err(bad_parameter("name", Text::new("名称超过 200 个字", "the name is longer than 200 characters")));
    }
    let kind = NameKind::of_category(params.text("category").unwrap_or("23514"));
    let tx = state.db.read("register.propose_pinyin").await?;
    let local = service::local_readings(&tx).await?;
    tx.finish().await?;
    let spelling = pinyin::spell(&name, kind, &local);
    let characters: Vec<Value> = spelling.characters.iter().map(reading).collect();
    Ok(Json(json!({
        "name": name, "pinyin": spelling.text, "plain": spelling.plain, "initials": spelling.initials,
        "needs_confirmation": spelling.needs_confirmation(), "characters": characters,
    })))
}

fn reading(read: &CharacterReading) -> Value {
    json!({
        "character": read.character,
        "reading": read.syllable.as_ref().map(ToString::to_string),
        "candidates": read.candidates.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "ambiguous": read.ambiguous,
    })
}
