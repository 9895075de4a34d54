//! Code words of the register: what a name is, what a road is, as database, files and wire have them.

use crate::code_enum;

code_enum! {
    /// What a name is to its thing.
    RelationKind as "name_kind" {
        /// The standard name in its period.
        Standard = "standard",
        /// Known only as used before.
        Former = "former",
        /// Another name in use.
        Alias = "alias",
        /// What people say.
        Colloquial = "colloquial",
        /// In the writing of a minority.
        MinorityLanguage = "minority_language",
    }
}

impl RelationKind {
    /// The status of a name of this kind when it is entered: what is known only as used before is in use no more.
    #[must_use]
    pub const fn status(self) -> &'static str {
        match self {
            Self::Former => "cancelled",
            Self::Standard | Self::Alias | Self::Colloquial | Self::MinorityLanguage => "current",
        }
    }
}

code_enum! {
    /// Level of a division.
    Level as "division_level" {
        /// 省级
        Province = "province",
        /// 地级
        Prefecture = "prefecture",
        /// 县级
        County = "county",
        /// 乡级
        Township = "township",
        /// 村级
        Village = "village",
    }
}

code_enum! {
    /// Engineering class of a road.
    RoadClass as "road_class" {
        /// 快速路
        Expressway = "expressway",
        /// 主干路
        Arterial = "arterial",
        /// 次干路
        Secondary = "secondary",
        /// 支路
        Branch = "branch",
        /// 巷
        Lane = "lane",
    }
}

impl RoadClass {
    /// The category of its streets (GB/T 18521, five digits); the code of branches is that of lanes, too. Of these codes
    /// only that of branches was seen in use; the order of the others is inferred.
    #[must_use]
    pub const fn category(self) -> &'static str {
        match self {
            Self::Expressway => "23511",
            Self::Arterial => "23512",
            Self::Secondary => "23513",
            Self::Branch | Self::Lane => "23514",
        }
    }
}

code_enum! {
    /// Whose road it is.
    AdminTier as "admin_tier" {
        /// 市区
        Urban = "urban",
        /// 镇级
        Town = "town",
        /// 乡村
        Village = "village",
    }
}

code_enum! {
    /// Direction of a road 走向.
    Orientation as "orientation" {
        /// 东西向
        EastWest = "E-W",
        /// 南北向
        NorthSouth = "N-S",
        /// 环路
        Ring = "ring",
    }
}

code_enum! {
    /// Surface of a road.
    Surface as "surface" {
        /// 沥青
        Asphalt = "asphalt",
        /// 混凝土
        Concrete = "concrete",
        /// 碎石
        Gravel = "gravel",
    }
}

code_enum! {
    /// How exactly roman letters are compared; capitals never count, because plates are often set in them.
    Exactness as "text" {
        /// The letters alone.
        Letters = "letters",
        /// The letters and where words part.
        Words = "words",
        /// The letters, where words part, and the tone marks.
        Tones = "tones",
    }
}
