//! What the slice's refusals look like on the wire.

use super::super::refusal::{Invalid, Refusal};
use crate::http::{Problem, ProblemType, Text};

impl From<Invalid> for Problem {
    fn from(invalid: Invalid) -> Self {
        let (pointer, zh) = match invalid {
            Invalid::Login => ("/login", "登录名为 2 至 40 个字符：小写字母、数字、“.”、“_”、“-”"),
            Invalid::ReservedLogin => ("/login", "该登录名留作记录之用"),
            Invalid::DisplayName => ("/display_name", "显示名为 1 至 60 个字符，不含控制字符"),
            Invalid::Township => ("/township_code", "乡级代码为 9 位数字（GB/T 10114）"),
            Invalid::TownshipOfOtherRole => ("/township_code", "只有乡镇经办人才有所属乡镇"),
            Invalid::PasswordTooShort => ("/password", "口令至少 10 个字符"),
            Invalid::PasswordTooLong => ("/password", "口令至多 200 字节"),
            Invalid::PasswordIsLogin => ("/password", "口令不得与登录名相同"),
            Invalid::TokenName => ("/name", "令牌名称为 1 至 60 个字符，不含控制字符"),
            Invalid::NoScope => ("/scopes", "令牌至少要有一个范围"),
            Invalid::TokenExpiry => ("/expires_at", "令牌的有效期须在今后 365 天之内"),
            Invalid::PresentPassword => ("/present_password", "现用口令不符"),
        };
        let text = Text::new(zh, invalid.to_string());
        Self::new(ProblemType::Unprocessable, text.zh.clone(), text.en.clone()).at(pointer, text)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        use ProblemType::{Conflict, NotAllowed, NotFound, NotSignedIn, TooManyRequests};
        let en = refusal.to_string();
        match refusal {
            Refusal::Invalid(invalid) => invalid.into(),
            Refusal::WrongPassword => Self::new(NotSignedIn, "登录名或口令有误", en),
            Refusal::TooManyAttempts(wait) => {
                // Rounded up: one second early would be refused again.
                let seconds = u64::try_from(wait.whole_seconds()).unwrap_or(0) + 1;
                let zh = format!("登录失败次数过多，请在 {} 分钟后再试", seconds.div_ceil(60));
                Self::new(TooManyRequests, zh, en).retry_after(seconds)
            }
            Refusal::LoginTaken => Self::new(Conflict, "登录名已被占用（停用的账户也算）", en),
            Refusal::UnknownUser => Self::new(NotFound, "没有这个登录名的账户", en),
            Refusal::UnknownToken => Self::new(NotFound, "没有这个令牌", en),
            Refusal::Disabled => Self::new(Conflict, "账户已停用", en),
            Refusal::LastAdmin => Self::new(Conflict, "这是最后一位在任的系统管理员，请先另设一位", en),
            Refusal::NotAdmin(role) => Self::new(NotAllowed, format!("角色 {role} 不能管理账户"), en),
            Refusal::NotOwner => Self::new(NotAllowed, "这属于他人", en),
            refusal @ Refusal::Hashing(_) => Self::internal(&refusal),
            Refusal::Db(error) => error.into(),
        }
    }
}
