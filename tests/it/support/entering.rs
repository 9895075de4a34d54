//! Things put into a register by plain statements, for tests of what reads them.

use tokio_postgres::{Client, GenericClient};
use uuid::Uuid;

/// Enters a public place of category `category` at `wkt` (EPSG:4490, x = longitude) with a standard name.
pub(crate) async fn enter_place(client: &impl GenericClient, name: &str, category: &str, wkt: &str) -> Uuid {
    let id: Uuid = client.query_one("select gen_random_uuid()", &[]).await.unwrap().get(0);
    client.execute("insert into feature values ($1, 'place')", &[&id]).await.unwrap();
    client
        .execute(
            "insert into place (place_id, category, geom) values ($1, $2, st_geomfromtext($3, 4490))",
            &[&id, &category, &wkt],
        )
        .await
        .unwrap();
    client
        .execute(
            "insert into name (name_id, feature_id, text, kind, status) values (gen_random_uuid(), $1, $2, 'standard', 'current')",
            &[&id, &name],
        )
        .await
        .unwrap();
    id
}

/// Enters a further name of a thing, of this kind and status, for the days from `from` until `to`.
pub(crate) async fn enter_name(
    client: &impl GenericClient,
    thing: Uuid,
    name: &str,
    (kind, status): (&str, &str),
    (from, to): (Option<time::Date>, Option<time::Date>),
) -> Uuid {
    let sql = "insert into name (name_id, feature_id, text, kind, status, valid_from, valid_to)
               values (gen_random_uuid(), $1, $2, ($3::text)::name_kind, ($4::text)::name_status,
                       coalesce($5::date, '-infinity'), coalesce($6::date, 'infinity'))
               returning name_id";
    client.query_one(sql, &[&thing, &name, &kind, &status, &from, &to]).await.unwrap().get(0)
}

/// Enters a county (6 digits) or township (9 digits) with the outline `wkt` (a polygon, EPSG:4490, x = longitude).
pub(crate) async fn enter_division(client: &Client, code: &str, name: &str, wkt: &str) -> Uuid {
    let id: Uuid = client.query_one("select gen_random_uuid()", &[]).await.unwrap().get(0);
    client.execute("insert into feature values ($1, 'division')", &[&id]).await.unwrap();
    client
        .execute(
            "insert into division (division_id, code, level, geom)
             values ($1, $2, (case length($2) when 6 then 'county' else 'township' end)::division_level, st_multi(st_geomfromtext($3, 4490)))",
            &[&id, &code, &wkt],
        )
        .await
        .unwrap();
    client
        .execute(
            "insert into name (name_id, feature_id, text, kind, status) values (gen_random_uuid(), $1, $2, 'standard', 'current')",
            &[&id, &name],
        )
        .await
        .unwrap();
    id
}
