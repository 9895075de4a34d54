//! How many pages a file has, where that can be counted.

use hayro_syntax::Pdf;

use super::codes::MediaType;

/// The pages of a file, counted in it: in its page tree for PDF, one for a picture. `None` where they cannot be counted: a
/// PDF that is broken or takes a password, and TIFF, which may hold several pictures or one in several sizes.
pub(super) fn count(media_type: MediaType, content: Vec<u8>) -> Option<i32> {
    match media_type {
        MediaType::Pdf => {
            let pages = Pdf::new(content).ok()?.pages().len();
            // A document without pages is a broken one.
            i32::try_from(pages).ok().filter(|pages| *pages > 0)
        }
        MediaType::Jpeg | MediaType::Png => Some(1),
        MediaType::Tiff => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{self, Attachment, Block, Sheet};

    #[test]
    fn the_pages_of_a_paper_are_counted_and_those_of_a_broken_file_are_not() {
        let attached = |title: &str| Attachment {
            title: title.into(),
            body: vec![Block::Paragraph("内容".into())],
            across: false,
        };
        let sheet =
            Sheet { title: "目录".into(), attachments: vec![attached("甲"), attached("乙")], ..Sheet::default() };
        let pdf = documents::pdf(&sheet).unwrap();
        assert_eq!(count(MediaType::Pdf, pdf.clone()), Some(3));
        assert_eq!(count(MediaType::Pdf, pdf[..pdf.len() / 8].to_vec()), None);
        assert_eq!(count(MediaType::Pdf, b"%PDF-1.4\nnothing".to_vec()), None);
        assert_eq!(count(MediaType::Png, vec![]), Some(1));
        assert_eq!(count(MediaType::Tiff, vec![]), None);
    }
}
