//! One SQL statement with a name.

/// SQL text from a `.sql` file whose first line is `-- <name>`; the name shows up in the server's logs
/// and statistics.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    text: &'static str,
}

impl Statement {
    /// Wraps the text of a `.sql` file.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The SQL, its name included as a comment.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// The name: what the first line says after `--`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("--").trim()
    }
}

/// Declares a [`Statement`] from the file `sql/<name>.sql` beside the source file.
#[macro_export]
macro_rules! statement {
    ($name:literal) => {
        $crate::db::Statement::new(include_str!(concat!("sql/", $name, ".sql")))
    };
}
