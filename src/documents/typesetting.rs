//! PDF, set by Typst as a library from `templates/`.
//!
//! The template sees two files, itself and the paper as JSON, and nothing else: no disk, no network, no packages,
//! no clock. Text of the paper reaches it as strings, which Typst never reads as markup.

use std::sync::LazyLock;

use serde::Serialize;
use typst::{
    Library, LibraryExt, World, comemo,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::{characters::without_glyph, fonts::FONTS, sheet::Sheet, unprintable::Unprintable};

const TEMPLATE: &str = include_str!("templates/sheet.typ");

/// How many papers long the typesetter remembers what it has computed: papers have hardly anything in common, and what
/// it keeps of a long table is a hundred megabytes.
const MEMORY: usize = 0;

/// What is the same for every paper, or why there is none.
type Furnished = LazyLock<Result<Desk, String>>;

/// The desk of official papers.
static PAPERS: Furnished = LazyLock::new(|| Desk::set_up(TEMPLATE));

/// The desk of labels for signs.
pub(super) static LABELS: Furnished = LazyLock::new(|| Desk::set_up(include_str!("templates/labels.typ")));

/// The template and the language it is written in.
pub(super) struct Desk {
    library: LazyHash<Library>,
    template: Source,
    data: FileId,
}

impl Desk {
    fn set_up(template: &str) -> Result<Self, String> {
        let file = |name: &str| {
            let path = VirtualPath::new(name).map_err(|error| error.to_string())?;
            Ok::<_, String>(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
        };
        let template = Source::new(file("sheet.typ")?, template.to_owned());
        Ok(Self { library: LazyHash::new(Library::default()), template, data: file("sheet.json")? })
    }
}

/// One paper on the desk.
struct Setting<'a> {
    desk: &'a Desk,
    data: Bytes,
}

impl World for Setting<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.desk.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.desk.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.desk.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The paper as PDF. The same paper gives the same bytes.
///
/// A character that no typeface at hand has is refused by name: it would be an empty box.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>, Unprintable> {
    let missing = without_glyph(sheet);
    if !missing.is_empty() {
        return Err(Unprintable::NoGlyph(missing));
    }
    typeset(&PAPERS, sheet)
}

/// What a desk makes of this content.
pub(super) fn typeset(desk: &Furnished, content: &impl Serialize) -> Result<Vec<u8>, Unprintable> {
    let desk = desk.as_ref().map_err(|error| Unprintable::Typesetter(error.clone()))?;
    let data = serde_json::to_vec(content).map_err(|error| Unprintable::Typesetter(error.to_string()))?;
    let set = set(&Setting { desk, data: Bytes::new(data) });
    comemo::evict(MEMORY);
    set
}

fn set(setting: &Setting<'_>) -> Result<Vec<u8>, Unprintable> {
    let document = typst::compile::<PagedDocument>(setting).output.map_err(|errors| failure(&errors))?;
    let options = PdfOptions { creator: Smart::Custom(None), ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|errors| failure(&errors))
}

fn failure(errors: &[SourceDiagnostic]) -> Unprintable {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Unprintable::Typesetter(messages.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_reaches_nothing_but_its_paper() {
        for reaching in [
            "#read(\"/etc/hostname\")",
            "#read(\"../mod.rs\")",
            "#include \"other.typ\"",
            "#import \"@preview/cetz:0.3.4\"",
            "#image(\"seal.png\")",
            "#datetime.today()",
        ] {
            let desk = Desk::set_up(reaching).unwrap();
            let setting = Setting { desk: &desk, data: Bytes::from_string("{}") };
            assert!(matches!(set(&setting), Err(Unprintable::Typesetter(_))), "{reaching}");
        }
        let desk = Desk::set_up("#json(\"sheet.json\").title").unwrap();
        let setting = Setting { desk: &desk, data: Bytes::from_string("{\"title\": \"a\"}") };
        assert!(set(&setting).is_ok());
    }
}
