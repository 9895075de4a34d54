//! Whom to ask about a public notice.

/// The person, telephone, address and e-mail of the office for opinions 联系方式; a notice says those that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactPoint {
    /// 联系人
    pub person: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// 通信地址
    pub address: Option<String>,
    /// 电子邮箱
    pub email: Option<String>,
}

impl ContactPoint {
    /// This one, and what it leaves open as `usual` says.
    #[must_use]
    pub fn or(self, usual: &Self) -> Self {
        Self {
            person: self.person.or_else(|| usual.person.clone()),
            phone: self.phone.or_else(|| usual.phone.clone()),
            address: self.address.or_else(|| usual.address.clone()),
            email: self.email.or_else(|| usual.email.clone()),
        }
    }

    /// The paragraph of a notice: 联系人：张三；联系电话：0728-5222222。 Nothing if nothing is known.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let Self { person, phone, address, email } = self;
        let told: Vec<String> = [("联系人", person), ("联系电话", phone), ("通信地址", address), ("电子邮箱", email)]
            .into_iter()
            .filter_map(|(label, said)| Some(format!("{label}：{}", said.as_ref()?)))
            .collect();
        (!told.is_empty()).then(|| format!("{}。", told.join("；")))
    }
}
