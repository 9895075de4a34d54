//! How a bulletin goes from state to state.

use super::codes::BulletinState;
use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What is done with a bulletin.
    BulletinAction as "text" {
        /// 签收
        Receive = "receive",
        /// 回复
        Reply = "reply",
    }
}

impl BulletinAction {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Receive => ("签收", "be received"),
            Self::Reply => ("回复", "be replied to"),
        };
        Text::new(zh, en)
    }
}

/// The state after `action`; none where it cannot be.
#[must_use]
pub const fn after(state: BulletinState, action: BulletinAction) -> Option<BulletinState> {
    match (state, action) {
        (BulletinState::Sent, BulletinAction::Receive) => Some(BulletinState::Received),
        (BulletinState::Received, BulletinAction::Reply) => Some(BulletinState::Replied),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bulletin_is_received_before_it_is_replied_to() {
        assert_eq!(after(BulletinState::Sent, BulletinAction::Reply), None);
        let received = after(BulletinState::Sent, BulletinAction::Receive).unwrap();
        assert_eq!(after(received, BulletinAction::Reply), Some(BulletinState::Replied));
        assert_eq!(after(received, BulletinAction::Receive), None);
    }
}
