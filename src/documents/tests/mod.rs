//! Papers as their readers see them: PDF through poppler, DOCX through its XML.

mod docx;
mod glyphs;
mod pdf;
mod samples;
