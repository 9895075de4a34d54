//! 界桩检查登记表: one form a marker, what is registered and what both sides found.

use super::{head, record::judged, side_name, signatures};
use crate::{
    boundaries::model::{DrawnLine, Marker},
    documents::{Attachment, Block, Field, Sheet},
    inspections::{
        Dossier, Inspection,
        dossier::Check,
        findings::{Finding, Measured},
    },
    kernel::geometry::{Position, geodesic_m},
};

pub(super) fn sheet(inspection: &Inspection, dossier: &Dossier<'_>, line: &DrawnLine) -> Sheet {
    let checks = dossier.checks.iter().filter(|check| check.item.is_marker());
    let attachments: Vec<Attachment> = checks
        .map(|check| {
            let number = check.item.as_str().trim_start_matches('M');
            let registered = line.markers.iter().find(|marker| marker.number.to_string() == number);
            Attachment {
                title: format!("界桩检查登记表　{number}"),
                body: form(inspection, dossier, check, registered),
                across: false,
            }
        })
        .collect();
    let count = format!("本次检查界桩 {} 座，每座一表。", attachments.len());
    let body = vec![head(inspection), Block::Paragraph(count)];
    Sheet { title: format!("{}界桩检查登记表", inspection.line_name), body, attachments, ..Sheet::default() }
}

fn form(inspection: &Inspection, dossier: &Dossier<'_>, check: &Check<'_>, registered: Option<&Marker>) -> Vec<Block> {
    let mut rows = vec![vec![Field::new("界桩", &check.planned.title)]];
    if let Some(marker) = registered {
        let at = marker.facts.position;
        rows.push(vec![
            Field::new("登记位置", format!("东经 {:.7}°　北纬 {:.7}°", at.x(), at.y())),
            Field::new("类型", marker.number.letter.marker_type().title().zh),
        ]);
        let ties = marker
            .facts
            .tie_points
            .iter()
            .map(|tie| format!("{}：方位角 {:.1}°，距离 {:.1} 米", tie.name, tie.azimuth_deg, tie.distance_m));
        rows.push(vec![Field::new("登记方位物", ties.collect::<Vec<_>>().join("\n"))]);
        rows.push(vec![Field::new("登记位置说明", marker.facts.location.clone().unwrap_or_default())]);
    }
    for side in &dossier.frame().sides {
        rows.push(vec![Field::new(format!("{}检查情况", side_name(inspection, side)), found(check, side, registered))]);
    }
    let differences = check.differences();
    let agreed = match (check.digest(), differences.is_empty()) {
        (None, _) => "双方尚未都登记",
        (Some(_), true) => "双方一致",
        (Some(_), false) => "双方不一致（带＊的项）",
    };
    rows.push(vec![Field::new("核对", agreed)]);
    vec![Block::Form(rows), signatures(inspection, dossier, &check.subject)]
}

/// What a side found, with how far its fix is from the registered position, and the digests of its photos.
fn found(check: &Check<'_>, side: &str, registered: Option<&Marker>) -> String {
    let mut lines = vec![judged(check, side)];
    if let Some(Finding::Marker(finding)) = check.of(side).map(|word| word.says) {
        if let Some(measured) = finding.measured {
            lines.push(fix(measured, registered));
        }
        lines.extend(finding.photos.iter().map(|digest| format!("照片：{}…", digest.get(..16).unwrap_or(digest))));
    }
    lines.join("\n")
}

fn fix(measured: Measured, registered: Option<&Marker>) -> String {
    let Measured { lon, lat, accuracy_m } = measured;
    let off = registered.and_then(|marker| {
        let at = marker.facts.position;
        let (here, there) = (Position::new(lon, lat).ok()?, Position::new(at.x(), at.y()).ok()?);
        Some(format!("，与登记位置相距 {:.2} 米", geodesic_m(here, there)))
    });
    format!("实测：东经 {lon:.7}°　北纬 {lat:.7}°（精度 {accuracy_m:.2} 米）{}", off.unwrap_or_default())
}
