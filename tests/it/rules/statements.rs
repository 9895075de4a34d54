//! Every statement is prepared against the migrated schema.

use std::fs;

use super::files::files;
use crate::support::TestDatabase;

#[tokio::test]
async fn every_statement_prepares_against_the_migrated_schema() {
    let database = TestDatabase::new().await;
    let client = database.client().await;
    for path in files("src", &[".sql"]) {
        let text = fs::read_to_string(&path).unwrap();
        if let Err(error) = client.prepare(&text).await {
            panic!("{}: {error:?}", path.display());
        }
    }
}

#[test]
fn every_statement_says_its_own_name() {
    for path in files("src", &[".sql"]) {
        let text = fs::read_to_string(&path).unwrap();
        let (stem, first) = (path.file_stem().unwrap().to_string_lossy().into_owned(), text.lines().next().unwrap());
        let name = first.strip_prefix("-- ").unwrap_or_default();
        assert_eq!(name.split('.').next_back(), Some(stem.as_str()), "{}: the first line is `{first}`", path.display());
    }
}
