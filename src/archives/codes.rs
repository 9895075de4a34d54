//! Code words of archives, as database and wire have them, and what people call them.

use crate::{code_enum, kernel::text::Text};

macro_rules! titles {
    ($name:ident { $($variant:ident: $zh:literal, $en:literal;)+ }) => {
        impl $name {
            /// What people call it.
            #[must_use]
            pub fn title(self) -> Text {
                let (zh, en) = match self { $(Self::$variant => ($zh, $en)),+ };
                Text::new(zh, en)
            }
        }
    };
}

code_enum! {
    /// The two classes of demarcation archives.
    Class as "archive_class" {
        /// By year and subject.
        General = "general",
        /// By boundary line.
        Results = "results",
    }
}
titles!(Class {
    General: "文书综合材料", "general documents";
    Results: "勘界成果材料", "result materials";
});

impl Class {
    /// Its part of a catalogue number: the initials of 文书 and 勘界.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::General => "WS",
            Self::Results => "KJ",
        }
    }
}

code_enum! {
    /// How long a volume is kept (DA/T 22-2015).
    Retention as "archive_retention" {
        /// For good.
        Permanent = "Y",
        /// 30 years.
        Thirty = "D30",
        /// 10 years.
        Ten = "D10",
    }
}
titles!(Retention {
    Permanent: "永久", "permanent";
    Thirty: "30年", "30 years";
    Ten: "10年", "10 years";
});

code_enum! {
    /// Secrecy grade. What is top secret 绝密 does not belong into this register.
    Secrecy as "archive_secrecy" {
        /// 公开
        Public = "public",
        /// 内部
        Internal = "internal",
        /// 秘密
        Confidential = "confidential",
        /// 机密
        Secret = "secret",
    }
}
titles!(Secrecy {
    Public: "公开", "public";
    Internal: "内部", "internal";
    Confidential: "秘密", "confidential";
    Secret: "机密", "secret";
});

code_enum! {
    /// How far a volume is.
    VolumeState as "archive_volume_state" {
        /// Items come in.
        Collecting = "collecting",
        /// Put in order.
        Arranged = "arranged",
        /// Has its catalogue number.
        Catalogued = "catalogued",
        /// Each item has its scan.
        Scanned = "scanned",
        /// A second person found nothing missing.
        Checked = "checked",
        /// In its box, on its shelf.
        Stored = "stored",
        /// With the receiver.
        HandedOver = "handed_over",
    }
}
titles!(VolumeState {
    Collecting: "收集中", "being collected";
    Arranged: "已整理", "arranged";
    Catalogued: "已编目", "catalogued";
    Scanned: "已扫描", "scanned";
    Checked: "已核对", "checked";
    Stored: "已入库", "stored";
    HandedOver: "已移交", "handed over";
});

impl VolumeState {
    /// Whether items may come in, be corrected and be taken out.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Collecting | Self::Arranged)
    }

    /// Whether scans may come in and be withdrawn.
    #[must_use]
    pub const fn takes_scans(self) -> bool {
        matches!(self, Self::Collecting | Self::Arranged | Self::Catalogued)
    }

    /// Whether it is catalogued, or further.
    #[must_use]
    pub const fn is_catalogued(self) -> bool {
        !self.is_open()
    }

    /// Whether it can be lent: it has a number by which it is asked for, and is still here.
    #[must_use]
    pub const fn is_lent(self) -> bool {
        self.is_catalogued() && !matches!(self, Self::HandedOver)
    }
}

code_enum! {
    /// What an item is.
    ItemType as "archive_item_type" {
        /// Approval, reply 批复.
        Approval = "approval",
        /// Agreement 协议书.
        Agreement = "agreement",
        /// Map of the agreement 协议书附图.
        AgreementMap = "agreement_map",
        /// Description of the line 走向说明.
        LineDescription = "line_description",
        /// Registration form of markers 界桩登记表.
        MarkerRegistration = "marker_registration",
        /// Photos of markers.
        MarkerPhotos = "marker_photos",
        /// Table of results of markers 界桩成果表.
        MarkerResults = "marker_results",
        /// Table of results of boundary points 边界点成果表.
        PointResults = "point_results",
        /// Minutes of meetings.
        Minutes = "minutes",
        /// Technical report of the survey.
        TechnicalReport = "technical_report",
        /// Report of a joint inspection.
        InspectionReport = "inspection_report",
        /// Papers of a change.
        ChangePapers = "change_papers",
        /// Anything else.
        Other = "other",
    }
}
titles!(ItemType {
    Approval: "批复文件", "approval";
    Agreement: "边界协议书", "agreement";
    AgreementMap: "协议书附图", "agreement map";
    LineDescription: "边界走向说明", "line description";
    MarkerRegistration: "界桩登记表", "marker registration form";
    MarkerPhotos: "界桩照片", "marker photos";
    MarkerResults: "界桩成果表", "marker results";
    PointResults: "边界点成果表", "boundary point results";
    Minutes: "会议纪要", "minutes";
    TechnicalReport: "勘测技术报告", "technical report";
    InspectionReport: "联合检查报告", "inspection report";
    ChangePapers: "变更材料", "change papers";
    Other: "其他材料", "other";
});

code_enum! {
    /// What kind of file a scan is.
    MediaType as "archive_media_type" {
        /// PDF
        Pdf = "pdf",
        /// JPEG
        Jpeg = "jpeg",
        /// PNG
        Png = "png",
        /// TIFF
        Tiff = "tiff",
    }
}

impl MediaType {
    /// Its name on the wire (RFC 6838).
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Tiff => "image/tiff",
        }
    }

    /// How names of such files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Tiff => "tif",
        }
    }

    /// The kind that these first bytes belong to, whatever the client calls it.
    #[must_use]
    pub fn sniff(beginning: &[u8]) -> Option<Self> {
        let kinds: [(&[u8], Self); 5] = [
            (b"%PDF-", Self::Pdf),
            (b"\xff\xd8\xff", Self::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            (b"II*\0", Self::Tiff),
            (b"MM\0*", Self::Tiff),
        ];
        kinds.into_iter().find(|(signature, _)| beginning.starts_with(signature)).map(|(_, kind)| kind)
    }
}

code_enum! {
    /// How a volume came back.
    Condition as "archive_condition" {
        /// As it went.
        Good = "good",
        /// With damage.
        Damaged = "damaged",
        /// With something missing.
        Incomplete = "incomplete",
    }
}
titles!(Condition {
    Good: "完好", "good";
    Damaged: "有损坏", "damaged";
    Incomplete: "有缺失", "incomplete";
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        assert_eq!(MediaType::sniff(b"%PDF-1.7\n"), Some(MediaType::Pdf));
        assert_eq!(MediaType::sniff(b"MM\0*\0\0\0\x08"), Some(MediaType::Tiff));
        assert_eq!(MediaType::sniff(b"\xff\xd8\xff\xe0"), Some(MediaType::Jpeg));
        for other in [b"PK\x03\x04".as_slice(), b"GIF89a", b"%PD", b""] {
            assert_eq!(MediaType::sniff(other), None);
        }
    }
}
