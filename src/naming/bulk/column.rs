//! The columns of the table, and the headings under which people write them.

use serde::Serialize;

use crate::kernel::text::Text;

/// What a cell below a heading says about its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// 序号
    Sequence,
    /// 命名申报主体单位
    Applicant,
    /// 俗称
    Colloquial,
    /// 原名: for renaming, change of extent and cancelling.
    FormerName,
    /// 正式命名
    Name,
    /// 汉语拼音
    Pinyin,
    /// 起点
    StartsAt,
    /// 止点
    EndsAt,
    /// 长度, metres
    Length,
    /// 宽度, metres
    Width,
    /// 朝向, 走向
    Orientation,
    /// 类别, 小类
    RoadClass,
    /// 层级
    Tier,
    /// 路面
    Surface,
    /// 所在政区
    Division,
    /// 村(社区)
    Village,
    /// 命名缘由
    Reason,
    /// 附图
    Drawing,
    /// 图形
    Geometry,
}

/// What is fixed about a column.
struct Facts {
    code: &'static str,
    heading: [&'static str; 2],
    /// Other headings, folded as headings of a file are before they are compared.
    also: &'static [&'static str],
    /// How wide the template shows it, in characters.
    width: f64,
    explanation: [&'static str; 2],
    example: &'static str,
}

impl Column {
    /// Every column, in the order of the template.
    pub const ALL: [Self; 19] = [
        Self::Sequence,
        Self::Applicant,
        Self::Colloquial,
        Self::FormerName,
        Self::Name,
        Self::Pinyin,
        Self::StartsAt,
        Self::EndsAt,
        Self::Length,
        Self::Width,
        Self::Orientation,
        Self::RoadClass,
        Self::Tier,
        Self::Surface,
        Self::Division,
        Self::Village,
        Self::Reason,
        Self::Drawing,
        Self::Geometry,
    ];

    /// The word for it on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// Its heading.
    #[must_use]
    pub fn heading(self) -> Text {
        let [zh, en] = self.facts().heading;
        Text::new(zh, en)
    }

    /// What belongs there.
    #[must_use]
    pub fn explanation(self) -> Text {
        let [zh, en] = self.facts().explanation;
        Text::new(zh, en)
    }

    /// How wide the template shows it, in characters.
    pub(super) fn width(self) -> f64 {
        self.facts().width
    }

    /// What stands there in the row that is only an example.
    pub(super) fn example(self) -> &'static str {
        self.facts().example
    }

    /// Whether rows of one group often share one merged cell here.
    pub(super) fn is_shared(self) -> bool {
        matches!(
            self,
            Self::Applicant
                | Self::Tier
                | Self::Surface
                | Self::Division
                | Self::Village
                | Self::Reason
                | Self::Drawing
        )
    }

    /// The column that a plain heading means: without blanks, signs, brackets and their content, in lower case.
    pub(super) fn of_plain_heading(plain: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| {
            let Facts { code, heading: [zh, en], also, .. } = column.facts();
            let is_same = |text: &str| plain == super::wording::plain(text);
            is_same(code) || is_same(zh) || is_same(en) || also.contains(&plain)
        })
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn facts(self) -> Facts {
        match self {
            Self::Sequence => Facts {
                code: "sequence",
                heading: ["序号", "No."],
                also: &["编号", "顺序号", "seq", "number"],
                width: 7.0,
                explanation: [
                    "顺序号。序号为“示例”的行不读入",
                    "Number of the row. A row numbered 示例 (example) is not read",
                ],
                example: "示例",
            },
            Self::Applicant => Facts {
                code: "applicant",
                heading: ["命名申报主体单位", "Applying unit"],
                also: &["申报单位", "申报主体", "申报主体单位", "命名申报单位", "申请单位", "申请人", "申报人"],
                width: 22.0,
                explanation: [
                    "提出申请的单位；同一单位的各行可合并单元格，或只填第一行",
                    "The unit that applies; rows of one unit may share a merged cell, or only the first one is filled",
                ],
                example: "某某镇人民政府",
            },
            Self::Colloquial => Facts {
                code: "colloquial",
                heading: ["俗称", "Colloquial name"],
                also: &["俗名", "别名", "colloquialname"],
                width: 14.0,
                explanation: ["群众习惯的叫法，可不填", "What people call it; may be empty"],
                example: "老街",
            },
            Self::FormerName => Facts {
                code: "former_name",
                heading: ["原名", "Former name"],
                also: &["原名称", "原地名", "原路名", "现名", "现名称", "更名前名称", "oldname"],
                width: 14.0,
                explanation: [
                    "更名、调整起止点或销名时填写登记簿中的现有名称；新命名不填",
                    "Only for renaming, change of extent and cancelling: the name in the register",
                ],
                example: "",
            },
            Self::Name => Facts {
                code: "name",
                heading: ["正式命名", "Official name"],
                also: &[
                    "正式名称",
                    "标准名称",
                    "标准地名",
                    "命名",
                    "名称",
                    "道路名称",
                    "街路名称",
                    "路名",
                    "地名",
                    "拟命名",
                    "拟命名称",
                    "拟命名名称",
                    "拟用名称",
                    "拟定名称",
                    "命名名称",
                    "新名称",
                    "更名后名称",
                    "officialname",
                    "standardname",
                ],
                width: 16.0,
                explanation: [
                    "专名加通名，必填（只销名或调整起止点而有原名的行除外）",
                    "Specific part and generic part; needed, unless there is a former name and nothing is named",
                ],
                example: "示例路",
            },
            Self::Pinyin => Facts {
                code: "pinyin",
                heading: ["汉语拼音", "Pinyin"],
                also: &["拼音", "罗马字母拼写", "汉语拼音拼写"],
                width: 18.0,
                explanation: [
                    "专名与通名分写，首字母大写，标声调；不填时由程序拼写",
                    "Specific and generic part written apart, each with a capital, with tone marks; spelled by the program when empty",
                ],
                example: "Shìlì Lù",
            },
            Self::StartsAt => Facts {
                code: "starts_at",
                heading: ["起点", "Start"],
                also: &["起", "起点位置", "起点名称", "道路起点", "startsat", "from"],
                width: 16.0,
                explanation: [
                    "起点处的道路或地点名称；没有图形时据此勾画",
                    "Name of the street or place where it starts; the line is sketched from it if there is no geometry",
                ],
                example: "起点路",
            },
            Self::EndsAt => Facts {
                code: "ends_at",
                heading: ["止点", "End"],
                also: &["止", "终点", "讫点", "迄点", "止点位置", "终点位置", "止点名称", "道路止点", "endsat", "to"],
                width: 16.0,
                explanation: ["止点处的道路或地点名称", "Name of the street or place where it ends"],
                example: "止点路",
            },
            Self::Length => Facts {
                code: "length_m",
                heading: ["长度(米)", "Length (m)"],
                also: &["长", "长度米", "长度m", "路长", "全长", "道路长度", "总长", "总长度"],
                width: 10.0,
                explanation: ["米，大于 0", "Metres, more than 0"],
                example: "820",
            },
            Self::Width => Facts {
                code: "width_m",
                heading: ["宽度(米)", "Width (m)"],
                also: &["宽", "宽度米", "宽度m", "路宽", "道路宽度", "红线宽度", "路幅"],
                width: 10.0,
                explanation: ["米，大于 0", "Metres, more than 0"],
                example: "24",
            },
            Self::Orientation => Facts {
                code: "orientation",
                heading: ["朝向/走向", "Orientation"],
                also: &["朝向", "走向", "道路走向", "方向", "direction"],
                width: 10.0,
                explanation: ["东西向、南北向或环路", "东西向 E-W, 南北向 N-S or 环路 ring"],
                example: "东西向",
            },
            Self::RoadClass => Facts {
                code: "road_class",
                heading: ["类别", "Class"],
                also: &["小类", "道路类别", "道路等级", "等级", "地名类别", "类别名称", "category"],
                width: 10.0,
                explanation: [
                    "快速路、主干路、次干路、支路或巷，也可填类别代码",
                    "快速路 expressway, 主干路 arterial, 次干路 secondary, 支路 branch or 巷 lane, or the category code",
                ],
                example: "次干路",
            },
            Self::Tier => Facts {
                code: "admin_tier",
                heading: ["层级", "Tier"],
                also: &["级别", "道路层级", "tier"],
                width: 8.0,
                explanation: ["市区、镇级或乡村", "市区 urban, 镇级 town or 乡村 village"],
                example: "镇级",
            },
            Self::Surface => Facts {
                code: "surface",
                heading: ["路面", "Surface"],
                also: &["路面性质", "路面材质", "路面类型"],
                width: 10.0,
                explanation: ["沥青、混凝土或碎石", "沥青 asphalt, 混凝土 concrete or 碎石 gravel"],
                example: "沥青",
            },
            Self::Division => Facts {
                code: "division",
                heading: ["所在政区", "Division"],
                also: &[
                    "所在行政区",
                    "行政区",
                    "所在乡镇",
                    "乡镇",
                    "所属政区",
                    "所属乡镇",
                    "镇街",
                    "政区",
                    "divisioncode",
                ],
                width: 14.0,
                explanation: ["乡镇级政区的名称或代码", "Name or code of the township"],
                example: "某某镇",
            },
            Self::Village => Facts {
                code: "village",
                heading: ["村(社区)", "Village"],
                also: &["村", "社区", "村社区", "所在村", "所在村社区", "村居", "所在社区"],
                width: 14.0,
                explanation: ["所在村或社区，可不填", "Village or community; may be empty"],
                example: "某某社区",
            },
            Self::Reason => Facts {
                code: "reason",
                heading: ["命名缘由", "Reason"],
                also: &[
                    "命名理由",
                    "缘由",
                    "命名依据",
                    "命名含义",
                    "含义",
                    "更名缘由",
                    "更名理由",
                    "销名理由",
                    "理由",
                    "origin",
                ],
                width: 36.0,
                explanation: ["来历、含义与理由", "Origin, meaning and reasons"],
                example: "此行只是示例，请勿填报",
            },
            Self::Drawing => Facts {
                code: "drawing",
                heading: ["附图", "Drawing"],
                also: &["图号", "示意图", "图纸"],
                width: 10.0,
                explanation: ["所附图纸的编号或文件名", "Number or file name of the drawing that is attached"],
                example: "附图一",
            },
            Self::Geometry => Facts {
                code: "geometry",
                heading: ["图形", "Geometry"],
                also: &["空间数据", "坐标", "线形", "geom", "thegeom", "wkt", "geojson"],
                width: 30.0,
                explanation: [
                    "道路中心线：GeoJSON 图形或 WKT，经度在前，CGCS2000；不填时由起止点勾画",
                    "Centre line: GeoJSON geometry or WKT, longitude first, CGCS2000; sketched from start and end when empty",
                ],
                example: "",
            },
        }
    }
}
