//! Dossiers are the same whichever side spoke first.

use proptest::prelude::*;
use serde_json::json;
use time::macros::datetime;
use uuid::Uuid;

use super::*;
use crate::inspections::chain::Said;

const SIDES: [&str; 2] = ["420984", "429006"];

fn frame() -> Frame {
    let [lower, higher] = SIDES.map(str::to_owned);
    Frame { kind: InspectionKind::Periodic, lead: higher.clone(), sides: [lower, higher] }
}

/// Something that a side may say, of a few things and in a few ways, so that words meet.
fn act() -> impl Strategy<Value = serde_json::Value> {
    let scheme = (1..3_usize).prop_map(|count| {
        let item = |at: usize| json!({ "key": format!("S01-00{at}"), "title": "段" });
        json!({ "kind": "scheme", "text": "方案", "members": [], "field_from": "2023-07-01", "field_to": "2023-07-02",
                "items": (1..=count).map(item).collect::<Vec<_>>() })
    });
    let desk = (1..3_u8, any::<bool>()).prop_map(|(at, agrees)| {
        let found = if agrees { "agrees" } else { "differs" };
        json!({ "kind": "enter", "item": format!("S01-00{at}"),
                "finding": { "check": "desk", "agreement": found, "text": "agrees", "map": "agrees" } })
    });
    let issue = |id: u128| Uuid::from_u128(id);
    let find = (1..3_u128, 0..2_usize).prop_map(move |(id, side)| {
        json!({ "kind": "find", "issue": issue(id), "about": "other", "text": "问题", "responsible": SIDES[side],
                "due_on": "2023-08-01" })
    });
    let fix = (1..3_u128)
        .prop_map(move |id| json!({ "kind": "fix", "issue": issue(id), "on": "2023-07-05", "text": "已改" }));
    let escalate = (1..3_u128).prop_map(move |id| {
        json!({ "kind": "escalate", "issue": issue(id), "to": "省厅", "on": "2023-07-06", "reason": "不一致", "document_number": "1号" })
    });
    let sign = (0..4_usize, any::<u8>()).prop_map(move |(at, _)| {
        let subject =
            ["scheme".to_owned(), "desk:S01-001".into(), format!("issue:{}", issue(1)), "report".into()][at].clone();
        json!({ "kind": "sign", "subject": subject, "digest": "" })
    });
    prop_oneof![scheme, desk, find, fix, escalate, sign]
}

/// The chain of a side. A signature names the digest of what its side reads when only its own chain and `other` are there.
fn chain(frame: &Frame, side: &str, acts: &[serde_json::Value], other: &[Link]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (act, serial) in acts.iter().zip(1..) {
        let mut act: Act = serde_json::from_value(act.clone()).unwrap();
        if let Act::Sign(signature) = &mut act {
            let all: Vec<Link> = links.iter().chain(other).cloned().collect();
            let digest = Dossier::read(frame, &all).digest(&signature.subject);
            signature.digest = digest.map_or_else(|| "0".repeat(64), crate::kernel::hex::hex);
        }
        let content = serde_json::to_string(&act).unwrap();
        let said = Said {
            inspection: Uuid::nil(),
            side,
            serial,
            id: Uuid::from_u128(u128::from(serial.unsigned_abs())),
            at: datetime!(2023-07-01 00:00 UTC),
            person: "甲",
            unit: "局",
            content: &content,
        };
        let digest = said.digest(links.last().map(|link| &link.digest));
        let (id, at) = (said.id, said.at);
        let (side, person, unit) = (side.to_owned(), "甲".to_owned(), "局".to_owned());
        links.push(Link { side, serial, id, at, person, unit, content, act, digest });
    }
    links
}

/// Both chains, one after the other or interleaved as `turns` says, each in its own order.
fn interleaved(one: &[Link], two: &[Link], turns: &[bool]) -> Vec<Link> {
    let (mut one, mut two) = (one.iter(), two.iter());
    let mut all = Vec::new();
    for turn in turns {
        all.extend(if *turn { one.next() } else { two.next() });
    }
    all.into_iter().chain(one).chain(two).cloned().collect()
}

/// Everything that is read off a dossier.
fn told(dossier: &Dossier<'_>, links: &[Link]) -> String {
    let subjects =
        ["scheme", "desk:S01-001", "desk:S01-002", "field:S01-001", "report"].map(|text| text.parse().unwrap());
    let issues = (1..3).map(|id| Subject::Issue(Uuid::from_u128(id)));
    let signed: Vec<_> = subjects
        .into_iter()
        .chain(issues)
        .map(|subject| {
            let by = dossier
                .frame()
                .sides
                .each_ref()
                .map(|side| dossier.signature(&subject, side).map(|word| word.link.serial));
            (subject.to_string(), dossier.digest(&subject), by)
        })
        .collect();
    let mut effects: Vec<_> = links.iter().map(|link| (&link.side, link.serial, dossier.effect(link))).collect();
    effects.sort_by_key(|(side, serial, _)| ((*side).clone(), *serial));
    format!("{:?} {signed:?} {effects:?} {:?}", dossier.state(), dossier.unaddressed())
}

proptest! {
    #[test]
    fn two_offices_read_the_same_in_whatever_order_acts_came(
        ours in prop::collection::vec(act(), 0..12),
        theirs in prop::collection::vec(act(), 0..12),
        turns in prop::collection::vec(any::<bool>(), 0..24),
    ) {
        let frame = frame();
        let ours = chain(&frame, SIDES[1], &ours, &[]);
        let theirs = chain(&frame, SIDES[0], &theirs, &ours);
        let (here, there) = (interleaved(&ours, &theirs, &[]), interleaved(&ours, &theirs, &turns));
        prop_assert_eq!(told(&Dossier::read(&frame, &here), &here), told(&Dossier::read(&frame, &there), &there));
    }

    #[test]
    fn no_side_can_sign_or_speak_for_the_other(theirs in prop::collection::vec(act(), 0..12)) {
        let frame = frame();
        let links = chain(&frame, SIDES[0], &theirs, &[]);
        let dossier = Dossier::read(&frame, &links);
        // Without a word of the side that leads there is no scheme, and nothing that both have signed.
        prop_assert_eq!(dossier.state(), InspectionState::Planned);
        prop_assert!(dossier.scheme.is_none() && !dossier.is_signed(&Subject::Scheme));
        prop_assert!(dossier.issues.iter().all(|record| !dossier.is_signed(&Subject::Issue(record.found.says.issue))));
    }
}
