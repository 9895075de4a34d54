//! Nothing that is sent makes the reader panic.

use proptest::prelude::*;

use super::*;
use crate::{
    kernel::text::Language,
    naming::bulk::{BulkReport, template_xlsx},
};

fn survives(bytes: &[u8], kind: FileKind) {
    match read(bytes, kind, &LocalReadings::default()) {
        Ok(table) => {
            let report = BulkReport::of("any", &table);
            assert_eq!(report.items + report.refused, table.rows.len());
            report.csv(Language::Chinese).unwrap();
        }
        Err(error) => assert!(!error.text().zh.is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for kind in [FileKind::Xlsx, FileKind::Csv, FileKind::GeoJson] {
            survives(&bytes, kind);
        }
    }

    #[test]
    fn any_cells_below_headings_are_read(cells in prop::collection::vec("[^\"]{0,12}", 0..60)) {
        let rows: Vec<String> =
            cells.chunks(12).map(|row| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",")).collect();
        let text = format!("{HUBEI}\n{}\n", rows.join("\n"));
        survives(text.as_bytes(), FileKind::Csv);
        let properties: serde_json::Map<String, serde_json::Value> =
            HUBEI.split(',').zip(&cells).map(|(column, cell)| (column.to_owned(), cell.clone().into())).collect();
        let feature = serde_json::json!({ "type": "Feature", "geometry": null, "properties": properties });
        survives(feature.to_string().as_bytes(), FileKind::GeoJson);
    }

    #[test]
    fn a_workbook_with_changed_bytes_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = template_xlsx(Language::Chinese).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survives(&bytes, FileKind::Xlsx);
    }
}
