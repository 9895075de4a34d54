//! What stands on a paper.

/// The text of a PDF as it stands on the page, and what poppler says of its first page.
pub(crate) fn printed(pdf: &[u8]) -> (String, String) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let output = std::process::Command::new(program).args(arguments).arg(file.path()).arg("-").output();
        let output = output.unwrap_or_else(|error| panic!("{program}: {error}: run .ci/packages test"));
        String::from_utf8(output.stdout).unwrap()
    };
    let info = std::process::Command::new("pdfinfo").arg(file.path()).output().unwrap();
    (run("pdftotext", &["-layout"]), String::from_utf8(info.stdout).unwrap())
}
