//! `mingjie locate`

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    thread::available_parallelism,
};

use anyhow::{Context, ensure};
use clap::Args;
use time::Date;

use super::{
    Database,
    bar::{self, Bar},
    import::field_and_column,
    output::Output,
    serve::interrupted,
};
use crate::{
    config::DatabaseSettings,
    http::{Language, Text},
    index::live::Snapshot,
    kernel::{
        clock::Clock,
        crs::SourceCrs,
        dates::{office_date, parse_date},
    },
    lookup::{
        Parts, Question,
        answer::REACH_M,
        batch::{Columns, Line, Refusal, Sheet, Survey, Tally},
        params,
    },
    published::Query,
    reader::{FileFormat, Progress, ReadError, ReadOptions, Reader, TextEncoding},
};

#[derive(Debug, Args)]
pub(super) struct Locate {
    /// Points: GeoJSON, GeoJSONSeq, or CSV with lon and lat, x and y, 经度 and 纬度, or wkt
    file: PathBuf,
    /// What the file is: geojson, geojsonseq or csv; by its name if not given
    #[arg(long)]
    input_format: Option<FileFormat>,
    /// Reference system of the file: 4490, 4326, 4547, 4526, 3857, gcj02 or bd09
    #[arg(long, visible_alias = "source-crs")]
    crs: Option<SourceCrs>,
    /// utf-8 or gbk; found out if not given
    #[arg(long)]
    encoding: Option<TextEncoding>,
    /// Reads lon, lat or wkt from a column of another name
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = field_and_column)]
    map: Vec<(String, String)>,
    /// Day of valid time, such as 2019-05-01; today if not given
    #[arg(long, value_parser = |text: &str| parse_date(text).ok_or("not a date like 2019-05-01"))]
    at: Option<Date>,
    /// Only these parts: divisions,built_up_area,streets,nearest_place,border
    #[arg(long, value_parser = |text: &str| text.parse::<Parts>().map_err(|()| "not a list of such parts"))]
    fields: Option<Parts>,
    /// How far a street may be away to be named, in metres
    #[arg(long, value_parser = |text: &str| params::reach(text).ok_or("not metres from 0 to 10000"))]
    reach: Option<f64>,
    /// What to write: geojson, geojsonseq or csv; what the file is if not given
    #[arg(long)]
    format: Option<FileFormat>,
    /// File to write, whole or not at all; standard output if not given
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Fails when some rows have no usable position; the others are answered all the same
    #[arg(long)]
    strict: bool,
    /// Speaks English
    #[arg(long)]
    english: bool,
    #[command(flatten)]
    database: DatabaseSettings,
}

impl Locate {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let progress = Progress::default();
        let from = self.input_format.or_else(|| FileFormat::from_extension(&self.file));
        let into = self.format.or(from).unwrap_or(FileFormat::GeoJson);
        let source = self.open(progress.clone()).map_err(|error| self.failure(error.into()))?;
        let columns = self.columns(&source, into)?;
        let here = self.load().await?;
        if let Some(output) = &self.output
            && let (Ok(output), Ok(input)) = (output.canonicalize(), self.file.canonicalize())
        {
            anyhow::ensure!(output != input, "{} is the file to be read: name another output", output.display());
        }
        let output = Output::open(self.output.as_deref())?;
        let sheet = Sheet::new(self.question(), self.crs.unwrap_or(SourceCrs::Cgcs2000), into, columns);
        let bar = Bar::new(&self.file, progress.clone());
        let version = here.version;
        let tally = tokio::select! {
            answered = self.answer(source, progress, sheet, here, output, &bar) => answered,
            () = interrupted() => Err(anyhow::anyhow!("interrupted")),
        };
        bar.clear();
        let tally = tally?;
        self.tell(&tally, version);
        Ok(if self.strict && tally.bad > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    fn open(&self, progress: Progress) -> Result<Reader, ReadError> {
        let reading = ReadOptions {
            map: self.map.clone(),
            encoding: self.encoding,
            source_crs: self.crs,
            place_in_fields: true,
            progress,
            ..ReadOptions::default()
        };
        Reader::open(&self.file, self.input_format, &reading)
    }

    /// What the rows of the file say. A table begins with the names of all properties, so that features are read twice
    /// for it.
    fn columns(&self, source: &Reader, into: FileFormat) -> anyhow::Result<Columns> {
        match source.header() {
            Some(header) => Columns::of_header(header).map_err(|refusal| self.failure(refusal)),
            None if into == FileFormat::Csv => {
                ensure!(self.file.is_file(), "a table of features takes a file that can be read twice");
                let again = self.open(Progress::default()).map_err(Refusal::from);
                let survey = again.and_then(|again| Survey::of(again, into, u64::MAX));
                survey.map(|survey| survey.columns).map_err(|refusal| self.failure(refusal))
            }
            None => Ok(Columns::default()),
        }
    }

    fn question(&self) -> Question {
        Question {
            at: self.at.unwrap_or_else(|| office_date(Clock::system().now())),
            reach_m: self.reach.unwrap_or(REACH_M),
            parts: self.fields.unwrap_or(Parts::ALL),
        }
    }

    /// The register in memory; the database is not needed any more after that.
    async fn load(&self) -> anyhow::Result<Snapshot> {
        let database = Database::attach(&self.database, "mingjie locate").await?;
        let waiting = bar::waiting("载入登记簿 loading the register");
        let loaded = async {
            let tx = database.db.read("locate.load").await?.without_time_limit().await?;
            let here = Snapshot::load_things(&tx, &Query::default()).await?;
            tx.finish().await.map(|()| here)
        }
        .await;
        waiting.finish_and_clear();
        database.release().await?;
        Ok(loaded?)
    }

    /// Answers the whole file; what came of it.
    async fn answer(
        &self,
        source: Reader,
        progress: Progress,
        sheet: Sheet,
        here: Snapshot,
        mut output: Output,
        bar: &Bar,
    ) -> anyhow::Result<Tally> {
        let mut tally = Tally::default();
        let sheet = Arc::new(sheet);
        let workers = available_parallelism().map_or(1, std::num::NonZero::get);
        let mut line = Line::start(source, progress, Arc::clone(&sheet), Arc::new(here), workers);
        let unwritten = || self.say(&Text::new("结果无法写入", "the answers cannot be written"));
        output.write_all(&sheet.head()).with_context(unwritten)?;
        while let Some(page) = line.next().await {
            let page = page.map_err(|error| self.failure(error.into()))?;
            output.write_all(&page.text).with_context(unwritten)?;
            tally.add(page.tally);
            let rows = tally.rows;
            let per_second = u128::from(rows) * 1_000 / bar.elapsed().as_millis().max(1);
            bar.show(format!("{rows} 行 rows, {per_second}/s"));
        }
        output.write_all(sheet.foot()).with_context(unwritten)?;
        output.finish().with_context(unwritten)?;
        Ok(tally)
    }

    fn say(&self, text: &Text) -> String {
        text.say(if self.english { Language::English } else { Language::Chinese }).to_owned()
    }

    /// Why the file was not answered.
    fn failure(&self, refusal: Refusal) -> anyhow::Error {
        let file = self.file.display();
        let context = Text::new(format!("{file} 未能查询"), format!("{file} was not looked up"));
        anyhow::Error::msg(self.say(&refusal.text())).context(self.say(&context))
    }

    /// What came of it, on standard error: the answers may be on standard output.
    fn tell(&self, tally: &Tally, version: i64) {
        let Tally { rows, outside, bad, first_bad } = tally;
        let (located, mut lines) = (tally.located(), Vec::new());
        lines.push(self.say(&Text::new(
            format!("共 {rows} 行，已查询 {located} 行，其中 {outside} 行不在任何行政区划内；{bad} 行坐标无法使用；登记版本 {version}"),
            format!("{rows} rows, {located} located, {outside} of them outside every division; {bad} without a usable position; data version {version}"),
        )));
        for (row, problem) in first_bad {
            lines.push(
                self.say(&Text::new(format!("第 {row} 行：{}", problem.zh), format!("row {row}: {}", problem.en))),
            );
        }
        let more = bad - first_bad.len() as u64;
        if more > 0 {
            lines.push(self.say(&Text::new(format!("另有 {more} 行未列出"), format!("{more} more are not shown"))));
        }
        let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
    }
}
