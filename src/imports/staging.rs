//! Drafts on their way into the staging table, in PostgreSQL's binary form.

use std::pin::Pin;

use postgres_types::{ToSql, Type};
use tokio_postgres::binary_copy::BinaryCopyInWriter;

use super::{
    ImportError, ImportId,
    draft::{Content, Draft},
};
use crate::{
    db::{
        Error, PgGeometry, WriteTx,
        row::{EndDay, FirstDay},
    },
    statement,
};

/// An open `COPY` into the staging table.
pub(super) struct Staging {
    writer: Pin<Box<BinaryCopyInWriter>>,
    id: ImportId,
}

impl Staging {
    /// Opens it for the rows of one import.
    pub(super) async fn open(tx: &WriteTx, id: ImportId) -> Result<Self, ImportError> {
        // The geometry type has another number in every database.
        let row = tx.query_one(&statement!("geometry_type"), &[]).await?;
        let geometry = row.columns().first().map_or(Type::UNKNOWN, |column| column.type_().clone());
        let types = [
            Type::UUID,
            Type::INT8,
            Type::BOOL,
            Type::JSONB,
            Type::UUID,
            Type::UUID,
            Type::TEXT,
            Type::TEXT,
            Type::TEXT,
            Type::TEXT,
            Type::TEXT,
            Type::TEXT,
            Type::JSONB,
            Type::TEXT,
            Type::DATE,
            Type::TEXT,
            Type::DATE,
            Type::DATE,
            Type::DATE,
            Type::TEXT,
            Type::TEXT,
            Type::TEXT,
            Type::JSONB,
            Type::BOOL,
            Type::JSONB,
            geometry.clone(),
            geometry,
        ];
        let sink = tx.copy_in(statement!("copy_rows").text()).await?;
        Ok(Self { writer: Box::pin(BinaryCopyInWriter::new(sink, &types)), id })
    }

    /// Sends one row.
    pub(super) async fn write(&mut self, draft: &Draft) -> Result<(), ImportError> {
        let number = i64::try_from(draft.number).unwrap_or(i64::MAX);
        let findings = draft.findings_document();
        let nothing: Option<&str> = None;
        let empty = serde_json::json!({});
        let id = self.id.0;
        let head: [&(dyn ToSql + Sync); 6] =
            [&id, &number, &draft.content.is_none(), &findings, &draft.feature_id, &draft.name_id];
        let Some(Content {
            naming,
            further_names,
            approving_authority,
            approved_on,
            document_number,
            valid,
            day,
            identified,
            illustrative,
            attributes,
            placed,
        }) = &draft.content
        else {
            let always = (FirstDay(None), EndDay(None));
            let rest: [&(dyn ToSql + Sync); 21] = [
                &nothing,
                &nothing,
                &nothing,
                &nothing,
                &nothing,
                &nothing,
                &None::<serde_json::Value>,
                &nothing,
                &None::<time::Date>,
                &nothing,
                &always.0,
                &always.1,
                &always.0,
                &nothing,
                &nothing,
                &nothing,
                &empty,
                &false,
                &empty,
                &None::<PgGeometry>,
                &None::<PgGeometry>,
            ];
            return self.send(&head, &rest).await;
        };
        let further = (!further_names.is_empty()).then(|| serde_json::json!(further_names));
        let subject = serde_json::json!(identified.subject);
        let (from, to) = (FirstDay(valid.from()), EndDay(valid.to()));
        let geometry = placed.geometry.clone().map(PgGeometry);
        let unshifted = placed.unshifted.clone().map(PgGeometry);
        let rest: [&(dyn ToSql + Sync); 21] = [
            &naming.text,
            &naming.pinyin,
            &naming.pinyin_source.code(),
            &naming.specific,
            &naming.generic,
            &naming.search_key,
            &further,
            approving_authority,
            approved_on,
            document_number,
            &from,
            &to,
            day,
            &identified.key,
            &identified.division_code,
            &identified.category,
            &subject,
            illustrative,
            attributes,
            &geometry,
            &unshifted,
        ];
        self.send(&head, &rest).await
    }

    async fn send(&mut self, head: &[&(dyn ToSql + Sync)], rest: &[&(dyn ToSql + Sync)]) -> Result<(), ImportError> {
        let row: Vec<_> = head.iter().chain(rest).copied().collect();
        self.writer.as_mut().write(&row).await.map_err(|error| Error::from(error).into())
    }

    /// Ends the copy: the rows are in the table.
    pub(super) async fn finish(mut self) -> Result<(), ImportError> {
        self.writer.as_mut().finish().await.map(drop).map_err(|error| Error::from(error).into())
    }
}
