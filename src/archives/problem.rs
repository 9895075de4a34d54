//! What people are told when the archives say no.

use serde_json::json;

use super::{refusal::Refusal, state::WrongState};
use crate::{
    http::{Problem, ProblemType, Text, content::unfit},
    photos::objects::StoreError,
};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        if let Some(problem) = missing(&refusal).or_else(|| forbidden(&refusal)).or_else(|| in_the_way(&refusal)) {
            return problem;
        }
        match refusal {
            Refusal::WrongState(WrongState { action, state }) => {
                let ((action_zh, action_en), title) = (action.title(), state.title());
                conflict(
                    format!("案卷处于“{}”状态，不能{action_zh}", title.zh),
                    format!("the volume is {}; it cannot {action_en}", title.en),
                )
                .with("state", state.code())
                .with("action", action.code())
            }
            Refusal::Incomplete(lacks) => {
                let (zh, en) = (format!("案卷尚缺 {} 项", lacks.len()), format!("{} things are missing", lacks.len()));
                let lacks: Vec<_> = lacks.iter().map(super::http::json::lack).collect();
                conflict(zh, en).with("missing", json!(lacks))
            }
            Refusal::NotAScan => Problem::new(
                ProblemType::UnsupportedMediaType,
                "扫描件须为 PDF、JPEG、PNG 或 TIFF 文件",
                "a scan is a PDF, JPEG, PNG or TIFF file",
            ),
            Refusal::Changed { volume, file } => conflict(
                format!("案卷 {volume} 的扫描件 {file} 缺失或已改变，请运行 mingjie verify archives"),
                format!("scan {file} of volume {volume} is missing or changed: run mingjie verify archives"),
            ),
            Refusal::Store(error) => of_store(&error),
            Refusal::Unprintable(unprintable) => {
                let Text { zh, en } = unprintable.text();
                Problem::new(ProblemType::Unprocessable, zh, en)
            }
            Refusal::Db(error) => error.into(),
            other => of_body(&other),
        }
    }
}

/// What is not there.
fn missing(refusal: &Refusal) -> Option<Problem> {
    let (zh, en) = match refusal {
        Refusal::UnknownVolume => ("案卷", "archive volume"),
        Refusal::UnknownItem => ("卷内文件", "item of this volume"),
        Refusal::UnknownScan => ("扫描件", "scan of this item"),
        Refusal::UnknownBorrowing => ("借阅登记", "borrowing"),
        Refusal::NoSuchLine => ("界线", "boundary line"),
        Refusal::UnknownExport => ("移交数据包", "package"),
        _ => return None,
    };
    Some(Problem::not_found(zh, en))
}

/// What is not for this person.
fn forbidden(refusal: &Refusal) -> Option<Problem> {
    let (zh, en) = match refusal {
        Refusal::OwnWork => ("整理人不能核对自己整理的案卷（双人核对）", "who arranged a volume does not check it"),
        Refusal::NoAccount => ("只有登录的工作人员可以办理", "only people with an account do this"),
        Refusal::OtherExporter => {
            ("数据包标有导出人，只能由本人下载，请另行导出", "the package bears its maker's name, who alone fetches it")
        }
        _ => return None,
    };
    Some(Problem::new(ProblemType::NotAllowed, zh, en))
}

/// What stands in the way whatever is said.
fn in_the_way(refusal: &Refusal) -> Option<Problem> {
    let of_state = |state: &super::codes::VolumeState, zh: &str, en: &str| {
        let title = state.title();
        let problem =
            conflict(format!("案卷处于“{}”状态，{zh}", title.zh), format!("the volume is {}; {en}", title.en));
        Some(problem.with("state", state.code()))
    };
    let (zh, en) = match refusal {
        Refusal::LostUpdate => {
            let (zh, en) = ("读取之后已被他人修改，请重新读取", "someone changed it since you read it; read it again");
            return Some(Problem::new(ProblemType::LostUpdate, zh, en));
        }
        Refusal::Closed(state) => {
            return of_state(state, "著录和卷内文件不再更改", "its description and its items stay as they are");
        }
        Refusal::ScansClosed(state) => return of_state(state, "扫描件不再增减", "its scans stay as they are"),
        Refusal::NotLent(state) => return of_state(state, "不能借出", "it is not lent"),
        Refusal::Lent(until) => {
            let (zh, en) = (format!("案卷已借出，应于 {until} 归还"), format!("the volume is lent until {until}"));
            return Some(conflict(zh, en));
        }
        Refusal::Numbered => (
            "门类、年度、界线、保管期限和机构代码已编入档号，不能更改",
            "class, year, line, retention and office code stand in the catalogue number and stay",
        ),
        Refusal::Empty => ("卷内没有文件", "the volume is empty"),
        Refusal::Removed => ("该件已移出案卷", "the item was taken out"),
        Refusal::Withdrawn => ("扫描件已撤下", "the scan was withdrawn"),
        Refusal::SameScan => ("该件已有同一扫描文件", "the same file is a scan of the item already"),
        Refusal::AlreadyReturned => ("案卷已归还", "the volume has come back already"),
        Refusal::NoNumber => ("该序列的档号已用完", "no serial is left in this series of catalogue numbers"),
        Refusal::TooManyItems(most) => {
            return Some(conflict(format!("每卷至多 {most} 件"), format!("a volume has at most {most} items")));
        }
        Refusal::TooManyScans(most) => {
            return Some(conflict(format!("每件至多 {most} 个扫描件"), format!("an item has at most {most} scans")));
        }
        _ => return None,
    };
    Some(conflict(zh, en))
}

/// What is wrong with the body.
fn of_body(refusal: &Refusal) -> Problem {
    let (pointer, zh, en) = match refusal {
        Refusal::UnknownLine => {
            ("/line_id".to_owned(), "没有这条界线".to_owned(), "there is no such boundary line".to_owned())
        }
        Refusal::UnknownTarget(at) => {
            (format!("/links/{at}/id"), "没有这个对象".into(), "there is no such thing".into())
        }
        Refusal::OtherItems => {
            ("/order".into(), "须列出卷内每一件，且每件一次".into(), "takes each item of the volume, each once".into())
        }
        Refusal::DayOutOfOrder { pointer, day, not_before, not_after } => (
            (*pointer).to_owned(),
            format!("{day} 不在 {not_before} 至 {not_after} 之间"),
            format!("{day} is not between {not_before} and {not_after}"),
        ),
        Refusal::NotStored { at, state } => {
            let title = state.title();
            (
                format!("/volumes/{at}"),
                format!("案卷为“{}”状态，只有已入库的案卷可以打包", title.zh),
                format!("the volume is {}; only stored volumes are packed", title.en),
            )
        }
        Refusal::NoSuchVolume(at) => {
            (format!("/volumes/{at}"), "没有这个案卷".into(), "there is no such volume".into())
        }
        Refusal::NamedTwice(at) => (format!("/volumes/{at}"), "案卷重复".into(), "the volume was named before".into()),
        Refusal::PackageTooLarge(size) => {
            let mebibytes = size >> 20;
            let most = super::export::LARGEST_PACKAGE >> 20;
            (
                "/volumes".into(),
                format!("扫描件共 {mebibytes} MiB，一个数据包至多 {most} MiB，请分批打包"),
                format!("the scans come to {mebibytes} MiB, a package holds {most} MiB: make several"),
            )
        }
        Refusal::NotInPackage => {
            ("/package".into(), "数据包中没有此案卷".into(), "the package does not hold this volume".into())
        }
        other => return Problem::internal(other),
    };
    unfit(&pointer, zh, en)
}

fn of_store(error: &StoreError) -> Problem {
    tracing::error!(error = error as &dyn std::error::Error, "the object store failed");
    let (kind, Text { zh, en }) = match error {
        StoreError::Full(_) => (
            ProblemType::InsufficientStorage,
            Text::new("存储空间不足，请稍后重试", "there is no room left; try later"),
        ),
        StoreError::Unavailable(_) => (
            ProblemType::Unavailable,
            Text::new("存储暂时不可用，请稍后重试", "the object store does not answer for the moment; try later"),
        ),
        StoreError::Missing(_) => return Problem::internal(error),
    };
    Problem::new(kind, zh, en).retry_after(60)
}

fn conflict(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemType::Conflict, zh, en)
}
