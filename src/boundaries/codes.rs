//! Code words of boundaries, as database and wire have them, and what people call them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// The level of the two divisions that a line parts.
    Level as "boundary_level" {
        /// 省
        Province = "province",
        /// 地级
        Prefecture = "prefecture",
        /// 县
        County = "county",
        /// 乡
        Township = "township",
    }
}

impl Level {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Province => ("省级", "province"),
            Self::Prefecture => ("地级", "prefecture"),
            Self::County => ("县级", "county"),
            Self::Township => ("乡级", "township"),
        };
        Text::new(zh, en)
    }

    /// How many digits the code of a division of this level has (GB/T 2260, GB/T 10114).
    #[must_use]
    pub const fn digits(self) -> usize {
        match self {
            Self::Province => 2,
            Self::Prefecture => 4,
            Self::County => 6,
            Self::Township => 9,
        }
    }
}

code_enum! {
    /// Where a line stands in its life (R353 art. 2, 4, 9).
    LineState as "boundary_line_state" {
        /// Drawn, not agreed.
        Proposed = "proposed",
        /// Both sides signed the agreement.
        Agreed = "agreed",
        /// Approved by who may.
        Approved = "approved",
        /// Published by notice and detailed map.
        Published = "published",
        /// Kept jointly by both sides.
        Managed = "managed",
        /// Another line took its place (R353 art. 9).
        Changed = "changed",
        /// The divisions do not meet any more.
        Abolished = "abolished",
    }
}

impl LineState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Proposed => ("拟定", "proposed"),
            Self::Agreed => ("已签协议", "agreed"),
            Self::Approved => ("已批准", "approved"),
            Self::Published => ("已公布", "published"),
            Self::Managed => ("管理中", "managed"),
            Self::Changed => ("已变更", "changed"),
            Self::Abolished => ("已撤销", "abolished"),
        };
        Text::new(zh, en)
    }

    /// Whether it parts two divisions now.
    #[must_use]
    pub const fn is_current(self) -> bool {
        !matches!(self, Self::Changed | Self::Abolished)
    }
}

code_enum! {
    /// What a point of a line is.
    PointKind as "boundary_point_kind" {
        /// 界线转折点
        TurningPoint = "turning_point",
        /// 界桩点
        MarkerPoint = "marker_point",
        /// 三交点
        TriJunction = "tri_junction",
    }
}

impl PointKind {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::TurningPoint => ("界线转折点", "turning point"),
            Self::MarkerPoint => ("界桩点", "marker point"),
            Self::TriJunction => ("三交点", "tri-junction"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// What a line follows on the ground 线状地物 (R353 art. 5).
    Feature as "boundary_feature" {
        /// 河流
        River = "river",
        /// 渠
        Ditch = "ditch",
        /// 道路
        Road = "road",
        /// 堤
        Dyke = "dyke",
        /// 山脊
        Ridge = "ridge",
        /// 田埂、地块边
        FieldEdge = "field_edge",
        /// 直线
        Straight = "straight",
    }
}

impl Feature {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::River => ("河流", "river"),
            Self::Ditch => ("沟渠", "ditch"),
            Self::Road => ("道路", "road"),
            Self::Dyke => ("堤", "dyke"),
            Self::Ridge => ("山脊", "ridge"),
            Self::FieldEdge => ("田埂", "field edge"),
            Self::Straight => ("直线", "straight line"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// How many markers have one number.
    MarkerType as "marker_type" {
        /// 单立
        Single = "single",
        /// 同号双立
        Double = "double",
        /// 同号三立
        Triple = "triple",
    }
}

impl MarkerType {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Single => ("单立", "single"),
            Self::Double => ("同号双立", "double"),
            Self::Triple => ("同号三立", "triple"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// Where a marker stands in its life.
    MarkerState as "marker_state" {
        /// To be set.
        Planned = "planned",
        /// Set jointly, its registration form not yet accepted.
        Set = "set",
        /// Stands where it is registered.
        InService = "in_service",
        /// Broken.
        Damaged = "damaged",
        /// Gone.
        Missing = "missing",
        /// Not where it is registered.
        Moved = "moved",
        /// Its text cannot be read.
        TextWorn = "text_worn",
        /// A tie point is gone.
        TiePointLost = "tie_point_lost",
        /// The neighbour was told of the defect (R353 art. 6).
        NeighbourNotified = "neighbour_notified",
        /// Both sides are at it.
        JointRepair = "joint_repair",
        /// Taken out of the register.
        Scrapped = "scrapped",
    }
}

impl MarkerState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Planned => ("待埋设", "planned"),
            Self::Set => ("已埋设待验收", "set, not yet accepted"),
            Self::InService => ("完好", "in service"),
            Self::Damaged => ("损坏", "damaged"),
            Self::Missing => ("丢失", "missing"),
            Self::Moved => ("移位", "moved"),
            Self::TextWorn => ("注记不清", "text worn"),
            Self::TiePointLost => ("方位物灭失", "tie point lost"),
            Self::NeighbourNotified => ("已通知对方", "neighbour notified"),
            Self::JointRepair => ("双方修复中", "under joint repair"),
            Self::Scrapped => ("已废除", "scrapped"),
        };
        Text::new(zh, en)
    }
}
