//! Results for people: tables in Markdown.

/// A table that is printed at once.
#[derive(Debug)]
pub(crate) struct Table {
    lines: Vec<String>,
}

impl Table {
    pub(crate) fn new(columns: &[&str]) -> Self {
        let rule: String = columns.iter().map(|_| " --- |").collect();
        Self { lines: vec![format!("| {} |", columns.join(" | ")), format!("|{rule}")] }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.lines.push(format!("| {} |", cells.into_iter().collect::<Vec<_>>().join(" | ")));
    }

    pub(crate) fn print(&self) {
        println!("\n{}\n", self.lines.join("\n"));
    }
}

/// Seconds in the unit that suits them.
pub(crate) fn duration(seconds: f64) -> String {
    match seconds {
        1.0.. => format!("{seconds:.2} s"),
        1e-3.. => format!("{:.2} ms", seconds * 1e3),
        1e-6.. => format!("{:.1} µs", seconds * 1e6),
        _ => format!("{:.0} ns", seconds * 1e9),
    }
}

/// A cell for what may not be there.
pub(crate) fn maybe(cell: Option<String>) -> String {
    cell.unwrap_or_else(|| "—".to_owned())
}
