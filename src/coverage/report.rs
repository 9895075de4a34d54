//! What a check came to.

use super::finding::{Finding, Kind};

/// A polygon in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaFigures {
    /// Its id or code.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// Square metres on the ellipsoid.
    pub area_m2: f64,
    /// Metres around it, its holes included.
    pub perimeter_m: f64,
    /// Metres of that which border on nothing at all. A duplicate has none: its borders are those of the polygon that
    /// it repeats.
    pub outer_m: f64,
}

/// The border of two polygons in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderFigures {
    /// The two, as places in the list that was checked, the first first.
    pub areas: [usize; 2],
    /// Metres that both have exactly.
    pub shared_m: f64,
    /// Metres along slivers between them: half of what is around those.
    pub ragged_m: f64,
}

/// The sums that must agree.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sums {
    /// Square metres of all polygons.
    pub areas_m2: f64,
    /// Square metres of all gaps.
    pub gaps_m2: f64,
    /// Square metres that are covered more than once, each time after the first.
    pub overlaps_m2: f64,
    /// Square metres inside of the outer border, gaps included, from that border alone.
    pub whole_m2: f64,
    /// Metres around all polygons.
    pub perimeters_m: f64,
    /// Metres of shared borders, each counted once.
    pub shared_m: f64,
    /// Metres of borders beyond which nothing lies.
    pub outer_m: f64,
    /// Metres of borders beyond which a gap lies.
    pub along_gaps_m: f64,
    /// Metres of borders inside of other polygons, and those of duplicates.
    pub inside_m: f64,
}

impl Sums {
    /// What is left of areas + gaps - overlaps - whole, square metres.
    #[must_use]
    pub fn area_residual_m2(&self) -> f64 {
        self.areas_m2 + self.gaps_m2 - self.overlaps_m2 - self.whole_m2
    }

    /// What is left of perimeters - 2 shared - outer - along gaps - inside, metres.
    #[must_use]
    pub fn length_residual_m(&self) -> f64 {
        self.perimeters_m - 2.0 * self.shared_m - self.outer_m - self.along_gaps_m - self.inside_m
    }
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Metres below which a gap or overlap is a sliver and a line is on its border.
    pub tolerance_m: f64,
    /// All polygons in the order in which they were given.
    pub areas: Vec<AreaFigures>,
    /// The ids of all lines in the order in which they were given.
    pub lines: Vec<String>,
    /// All borders between two polygons, in order.
    pub borders: Vec<BorderFigures>,
    /// All findings, kind by kind, the worst first.
    pub findings: Vec<Finding>,
    /// The sums.
    pub sums: Sums,
}

/// The findings of one kind together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Total {
    /// What is wrong.
    pub kind: Kind,
    /// How often.
    pub count: usize,
    /// Square metres together.
    pub area_m2: f64,
    /// Metres together.
    pub length_m: f64,
}

impl Report {
    /// Whether there is nothing but warnings.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|finding| finding.kind.is_warning())
    }

    /// The findings of a kind, the worst first.
    #[must_use]
    pub fn of(&self, kind: Kind) -> &[Finding] {
        let first = self.findings.partition_point(|finding| finding.kind < kind);
        let end = self.findings.partition_point(|finding| finding.kind <= kind);
        self.findings.get(first..end).unwrap_or_default()
    }

    /// The kinds that were found, in order.
    #[must_use]
    pub fn totals(&self) -> Vec<Total> {
        let kinds = self.findings.chunk_by(|one, other| one.kind == other.kind);
        let total = |findings: &[Finding]| {
            let sum =
                |of: fn(&Finding) -> Option<f64>| findings.iter().filter_map(of).fold(0.0, |sum, size| sum + size);
            let kind = findings.first()?.kind;
            let (area_m2, length_m) = (sum(|finding| finding.area_m2), sum(|finding| finding.length_m));
            Some(Total { kind, count: findings.len(), area_m2, length_m })
        };
        kinds.filter_map(total).collect()
    }
}
