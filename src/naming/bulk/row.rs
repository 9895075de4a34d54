//! One row of the table as a draft item.

use geo::Geometry;

use super::{Ends, Finding, Severity};
use crate::kernel::words::{AdminTier, Orientation, RoadClass, Surface};

/// A row, and what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The row of the file, as spreadsheets number it from 1; of GeoJSON the feature, from 1.
    pub number: u64,
    /// What could be read.
    pub draft: Draft,
    /// What was found, errors first.
    pub findings: Vec<Finding>,
}

impl Row {
    /// Whether it may become an item: nothing in it is an error.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// Adds a finding, errors before warnings before notes.
    pub fn add(&mut self, finding: Finding) {
        let after = self.findings.partition_point(|known| known.severity <= finding.severity);
        self.findings.insert(after, finding);
    }
}

/// What a row proposes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// As the table numbers it.
    pub sequence: Option<String>,
    /// The unit that applies.
    pub applicant: Option<String>,
    /// What people say.
    pub colloquial: Option<String>,
    /// The name in the register: for renaming, change of extent and cancelling.
    pub former_name: Option<String>,
    /// The name proposed.
    pub name: Option<String>,
    /// Its specific part 专名.
    pub specific: Option<String>,
    /// Its generic part 通名.
    pub generic: Option<String>,
    /// The pinyin in the table, just as it stands.
    pub pinyin_given: Option<String>,
    /// The pinyin by the rules, in the readings of the given one where they are known.
    pub pinyin: Option<String>,
    /// Where it starts.
    pub starts_at: Option<String>,
    /// Where it ends.
    pub ends_at: Option<String>,
    /// Length in metres.
    pub length_m: Option<f64>,
    /// Width in metres.
    pub width_m: Option<f64>,
    /// Direction.
    pub orientation: Option<Orientation>,
    /// Engineering class.
    pub road_class: Option<RoadClass>,
    /// Whose road it is.
    pub admin_tier: Option<AdminTier>,
    /// What its surface is made of.
    pub surface: Option<Surface>,
    /// Name or code of the division, as it stands.
    pub division: Option<String>,
    /// Village or community.
    pub village: Option<String>,
    /// Why it is named so.
    pub reason: Option<String>,
    /// Which drawing is attached.
    pub drawing: Option<String>,
    /// Its line: x = longitude, y = latitude in degrees, CGCS2000 (EPSG:4490).
    pub geometry: Option<Geometry<f64>>,
}

impl Draft {
    /// What a line can be sketched from; `None` unless both ends are known.
    ///
    /// Without a division, that of the applicant is taken: 岳口镇人民政府 names streets in 岳口镇.
    #[must_use]
    pub fn ends(&self) -> Option<Ends<'_>> {
        let applicant = self.applicant.as_deref().and_then(|applicant| applicant.split("人民政府").next());
        let applicant = applicant.and_then(|applicant| applicant.split("办事处").next());
        Some(Ends {
            starts_at: self.starts_at.as_deref()?,
            ends_at: self.ends_at.as_deref()?,
            orientation: self.orientation,
            length_m: self.length_m,
            division: self.division.as_deref().or(applicant),
            near: None,
        })
    }
}
