//! Code words of signs, as database and wire have them, and what people call them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What kind of plate a sign carries (GB 17733).
    SignType as "sign_type" {
        /// 街路牌
        StreetPlate = "street_plate",
        /// 巷牌
        LanePlate = "lane_plate",
        /// 村牌
        VillagePlate = "village_plate",
        /// 楼牌
        BuildingPlate = "building_plate",
        /// 门牌
        DoorPlate = "door_plate",
    }
}

impl SignType {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::StreetPlate => ("街路牌", "street name plate"),
            Self::LanePlate => ("巷牌", "lane name plate"),
            Self::VillagePlate => ("村牌", "village name plate"),
            Self::BuildingPlate => ("楼牌", "building plate"),
            Self::DoorPlate => ("门牌", "door plate"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// Where a sign stands in its life.
    SignState as "sign_state" {
        /// To be put up.
        Planned = "planned",
        /// Put up, not yet accepted by the office.
        Installed = "installed",
        /// Stands and says what it says.
        InService = "in_service",
        /// A verified report or an order says that it is damaged.
        Damaged = "damaged",
        /// Somebody is at it.
        UnderRepair = "under_repair",
        /// Another sign stands in its place.
        Replaced = "replaced",
        /// Taken down.
        Removed = "removed",
    }
}

impl SignState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Planned => ("待设置", "planned"),
            Self::Installed => ("已设置待验收", "installed, not yet accepted"),
            Self::InService => ("在用", "in service"),
            Self::Damaged => ("损坏", "damaged"),
            Self::UnderRepair => ("维修中", "under repair"),
            Self::Replaced => ("已更换", "replaced"),
            Self::Removed => ("已拆除", "removed"),
        };
        Text::new(zh, en)
    }

    /// Whether it stands in the street, or did until it was stolen.
    #[must_use]
    pub const fn is_up(self) -> bool {
        matches!(self, Self::Installed | Self::InService | Self::Damaged | Self::UnderRepair)
    }
}

code_enum! {
    /// Where on its street a sign stands (GB 17733: at the start, the end and each crossing).
    Placement as "sign_placement" {
        /// 起点
        Start = "start",
        /// 终点
        End = "end",
        /// 路口
        Crossing = "crossing",
        /// 中段
        Between = "between",
    }
}

impl Placement {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Start => ("起点", "start"),
            Self::End => ("终点", "end"),
            Self::Crossing => ("路口", "crossing"),
            Self::Between => ("中段", "between"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// What a plate is fixed to.
    Support as "sign_support" {
        /// 单立柱
        SinglePole = "single_pole",
        /// 双立柱
        DoublePole = "double_pole",
        /// 墙面
        Wall = "wall",
        /// 共杆
        SharedPole = "shared_pole",
        /// 其他
        Other = "other",
    }
}

impl Support {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::SinglePole => ("单立柱", "single pole"),
            Self::DoublePole => ("双立柱", "two poles"),
            Self::Wall => ("墙面", "wall"),
            Self::SharedPole => ("共杆", "shared pole"),
            Self::Other => ("其他", "other"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// The colour of a plate's ground.
    PlateColour as "plate_colour" {
        /// 蓝: streets from east to west.
        Blue = "blue",
        /// 绿: streets from north to south.
        Green = "green",
        /// 棕
        Brown = "brown",
        /// 其他
        Other = "other",
    }
}

impl PlateColour {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Blue => ("蓝底", "blue"),
            Self::Green => ("绿底", "green"),
            Self::Brown => ("棕底", "brown"),
            Self::Other => ("其他颜色", "another colour"),
        };
        Text::new(zh, en)
    }
}
