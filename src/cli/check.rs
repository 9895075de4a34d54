//! `mingjie check`

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::{Args, Subcommand};

use super::{
    bar::{Bar, waiting},
    import::field_and_column,
    output::Output,
    say,
};
use crate::{
    coverage::{self, Finding, Report, Total, Where},
    kernel::text::{Language, Text},
    reader::{FileFormat, Progress, ReadError, ReadOptions, Reader},
};

/// Findings of each kind printed to the terminal; `--report` has them all.
const WORST: usize = 10;

/// The longest feature: a coast may have millions of vertices.
const MAX_FEATURE_BYTES: usize = 512 << 20;

/// Checks files without a register.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Do polygons tile an area? Tells gaps, overlaps, slivers, invalid rings and borders that do not fit
    Coverage(Box<Coverage>),
}

#[derive(Debug, Args)]
struct Coverage {
    /// Polygons: GeoJSON or GeoJSONSeq in longitude and latitude, CGCS2000 or WGS 84
    file: PathBuf,
    /// Lines that should be the borders
    #[arg(long, value_name = "FILE")]
    lines: Option<PathBuf>,
    /// Only features with this value, such as level=township
    #[arg(long = "where", value_name = "FIELD=VALUE", value_parser = field_and_column)]
    only: Vec<Where>,
    /// Reads code or name of the polygons from a property of another name
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = field_and_column)]
    map: Vec<(String, String)>,
    /// Mean width in metres below which a gap or overlap is a sliver; a line this near is on its border
    #[arg(long, value_name = "METRES", default_value = "1", value_parser = tolerance)]
    tolerance: f64,
    /// Writes the findings, one a row, as CSV
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Writes the findings with their shapes
    #[arg(long, value_name = "FILE")]
    geojson: Option<PathBuf>,
    /// Writes area and perimeter of each polygon, as CSV
    #[arg(long, value_name = "FILE")]
    areas: Option<PathBuf>,
    /// Writes the length of the border of every two polygons, as CSV
    #[arg(long, value_name = "FILE")]
    borders: Option<PathBuf>,
    /// Speaks English
    #[arg(long)]
    english: bool,
}

fn tolerance(text: &str) -> Result<f64, &'static str> {
    let metres = text.parse().ok().filter(|metres| (0.0..=1_000.0).contains(metres));
    metres.ok_or("not metres from 0 to 1000")
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let What::Coverage(coverage) = self.what;
        coverage.run()
    }
}

impl Coverage {
    fn run(self) -> anyhow::Result<ExitCode> {
        let areas = self.read(&self.file, &self.map, |reader, told| coverage::areas(reader, &self.only, told))?;
        let lines = match &self.lines {
            Some(file) => self.read(file, &[], |reader, told| coverage::lines(reader, &[], told))?,
            None => Vec::new(),
        };
        let waiting = waiting("检查 checking");
        let report = coverage::check(&areas, &lines, self.tolerance);
        waiting.finish_and_clear();
        self.tell(&report);
        let language = self.language();
        self.write(self.report.as_deref(), |out| report.write_findings(out, language))?;
        self.write(self.areas.as_deref(), |out| report.write_areas(out, language))?;
        self.write(self.borders.as_deref(), |out| report.write_borders(out, language))?;
        self.write(self.geojson.as_deref(), |out| report.write_geojson(out))?;
        Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn language(&self) -> Language {
        if self.english { Language::English } else { Language::Chinese }
    }

    fn say(&self, text: &Text) -> String {
        text.say(self.language()).to_owned()
    }

    fn read<T>(
        &self,
        file: &Path,
        map: &[(String, String)],
        read: impl FnOnce(Reader, &mut dyn FnMut(u64)) -> Result<T, ReadError>,
    ) -> anyhow::Result<T> {
        let progress = Progress::default();
        let options = ReadOptions {
            map: map.to_vec(),
            progress: progress.clone(),
            max_feature_bytes: MAX_FEATURE_BYTES,
            ..ReadOptions::default()
        };
        let shown = file.display();
        let failure = |error: ReadError| {
            let context = Text::new(format!("{shown} 未能检查"), format!("{shown} was not checked"));
            anyhow::Error::msg(self.say(&error.text())).context(self.say(&context))
        };
        // The name tells GeoJSON from a sequence; anything else is told by its content.
        let format = FileFormat::from_extension(file).filter(|format| *format != FileFormat::Csv);
        let reader = Reader::open(file, format.or(Some(FileFormat::GeoJson)), &options).map_err(failure)?;
        let bar = Bar::new(file, progress);
        let things = read(reader, &mut |rows| bar.show(format!("{rows} 行 rows")));
        bar.clear();
        things.map_err(failure)
    }

    fn write(&self, path: Option<&Path>, write: impl FnOnce(&mut Output) -> std::io::Result<()>) -> anyhow::Result<()> {
        let Some(path) = path else { return Ok(()) };
        let file = path.display();
        let failure = Text::new(format!("{file} 无法写入"), format!("{file} cannot be written"));
        let mut output = Output::open(Some(path)).with_context(|| self.say(&failure))?;
        write(&mut output).with_context(|| self.say(&failure))?;
        output.finish()
    }

    fn tell(&self, report: &Report) {
        let (areas, lines, borders) = (report.areas.len(), report.lines.len(), report.borders.len());
        say(self.say(&Text::new(
            format!("{areas} 个面，{lines} 条线，{borders} 段相邻界线；容差 {} 米", report.tolerance_m),
            format!("{areas} polygons, {lines} lines, {borders} borders of two; tolerance {} m", report.tolerance_m),
        )));
        for total in report.totals() {
            self.tell_kind(report, total);
        }
        let sums = report.sums;
        say(self.say(&Text::new(
            format!(
                "面积：各面之和 {:.2} + 空隙 {:.2} - 重叠 {:.2} - 整体 {:.2} = 余差 {:.4} 平方米",
                sums.areas_m2,
                sums.gaps_m2,
                sums.overlaps_m2,
                sums.whole_m2,
                sums.area_residual_m2()
            ),
            format!(
                "areas: polygons {:.2} + gaps {:.2} - overlaps {:.2} - whole {:.2} = residual {:.4} m²",
                sums.areas_m2,
                sums.gaps_m2,
                sums.overlaps_m2,
                sums.whole_m2,
                sums.area_residual_m2()
            ),
        )));
        let (alone, inside) = (sums.outer_m + sums.along_gaps_m, sums.inside_m);
        say(self.say(&Text::new(
            format!(
                "长度：周长之和 {:.2} - 共用 2 × {:.2} - 无邻 {alone:.2} - 重叠内 {inside:.2} = 余差 {:.4} 米",
                sums.perimeters_m, sums.shared_m, sums.length_residual_m()
            ),
            format!(
                "lengths: perimeters {:.2} - shared 2 × {:.2} - beside nothing {alone:.2} - inside of others {inside:.2} = residual {:.4} m",
                sums.perimeters_m, sums.shared_m, sums.length_residual_m()
            ),
        )));
        say(self.say(&if report.is_clean() {
            Text::new("各面铺满无误", "the polygons tile their area")
        } else {
            Text::new("各面未能铺满无误", "the polygons do NOT tile their area")
        }));
    }

    fn tell_kind(&self, report: &Report, total: Total) {
        let (kind, count) = (self.say(&total.kind.text()), total.count);
        let sizes = self.sizes(Some(total.area_m2), Some(total.length_m), None);
        say(self.say(&Text::new(format!("{kind}：{count} 处{sizes}"), format!("{kind}: {count}{sizes}"))));
        let findings = report.of(total.kind);
        for finding in findings.iter().take(WORST) {
            say(self.finding(report, finding));
        }
        let more = findings.len().saturating_sub(WORST);
        if more > 0 {
            say(self.say(&Text::new(format!("  另有 {more} 处未列出"), format!("  {more} more are not shown"))));
        }
    }

    fn finding(&self, report: &Report, finding: &Finding) -> String {
        let mut told = format!("  {}", report.named(finding));
        if let Some(line) = report.line(finding) {
            told.push_str(&self.say(&Text::new(format!(" 线 {line}"), format!(" line {line}"))));
        }
        told.push_str(&self.sizes(finding.area_m2, finding.length_m, finding.width_m));
        if let Some(at) = finding.at {
            let _ = write!(told, "  {:.7}, {:.7}", at.x, at.y);
        }
        if let Some(detail) = &finding.detail {
            told.push_str(&self.say(&Text::new(format!("：{}", detail.text().zh), format!(": {}", detail.text().en))));
        }
        told
    }

    /// Sizes that are not zero.
    fn sizes(&self, area_m2: Option<f64>, length_m: Option<f64>, width_m: Option<f64>) -> String {
        let mut told = String::new();
        for (size, text) in [
            (area_m2, Text::new("平方米", "m²")),
            (length_m, Text::new("米长", "m long")),
            (width_m, Text::new("米宽", "m wide")),
        ] {
            if let Some(size) = size.filter(|size| *size > 0.0) {
                let comma = Text::new("，", ", ");
                let _ = write!(told, "{}{size:.3} {}", self.say(&comma), self.say(&text));
            }
        }
        told
    }
}
