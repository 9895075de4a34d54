//! The rules that rows of a file are held against: the closed list of what a finding can say.
//!
//! Rules named Q01 to Q15 in comments are those of the bureau's list of data quality. A sentence is filled with the
//! facts of a finding: `{0}` is the first. A fact that is itself worded is there twice, Chinese before English, and each
//! sentence takes its own.

use crate::http::Text;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The row cannot be kept at all.
    Refusal,
    /// The row is kept; someone should look at it.
    Warning,
    /// The row is kept; its owner should know.
    Note,
}

impl Severity {
    /// The word for it in reports and on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Refusal => "refusal",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Refusal => Text::new("拒收", "refused"),
            Self::Warning => Text::new("疑点", "warning"),
            Self::Note => Text::new("提示", "note"),
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $severity:ident, $zh:literal, $en:literal, $do_zh:literal, $do_en:literal;)+) => {
        /// One rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($(#[$doc])* $variant,)+ }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it in the database, in reports and on the wire.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// How much breaking it weighs.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),+ }
            }

            /// What is wrong, with places for facts.
            pub(super) const fn sentence(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($zh, $en)),+ }
            }

            /// What to do about it.
            #[must_use]
            pub fn advice(self) -> Text {
                let (zh, en) = match self { $(Self::$variant => ($do_zh, $do_en)),+ };
                Text::new(zh, en)
            }
        }
    };
}

rules! {
    /// The row is not what the format says a row is.
    RowUnreadable = "row_unreadable", Refusal, "此行无法读取：{0}", "the row cannot be read: {1}",
        "请修正此行的格式", "mend the row";
    /// U+0000, which no text in the database can hold.
    NulInText = "nul_in_text", Refusal, "字段 {0} 含有空字符（U+0000）", "field `{0}` holds a null character (U+0000)",
        "请删除该字符", "remove the character";
    /// All properties together are larger than a row may be.
    RowTooLarge = "row_too_large", Refusal, "属性共 {0} 字节，超过上限 {1} 字节", "the properties are {0} bytes, more than {1}",
        "请缩短过长的属性", "shorten what is long";
    /// Q01: no name.
    NameMissing = "name_missing", Refusal, "没有名称", "there is no name",
        "请填写 name，或用列映射指定名称列", "fill in `name`, or map the column that holds it";
    /// Longer than any name.
    NameTooLong = "name_too_long", Refusal, "名称有 {0} 个字符，超过上限 {1} 个", "the name has {0} characters, more than {1}",
        "请核对名称列", "check which column holds the name";
    /// Q01: a division without a code.
    CodeMissing = "code_missing", Refusal, "没有区划代码", "there is no division code",
        "请填写 code", "fill in `code`";
    /// A code longer than any code.
    CodeTooLong = "code_too_long", Refusal, "代码“{0}”过长", "the code `{0}` is too long",
        "请核对代码列", "check which column holds the code";
    /// The level is neither given nor to be told from the code.
    LevelUnknown = "level_unknown", Refusal, "没有 level，也无法由代码“{0}”推出层级", "there is no `level`, and the code `{0}` does not tell it",
        "请填写 level（province、prefecture、county、township、village）", "fill in `level` (province, prefecture, county, township, village)";
    /// Q01: a place without a category.
    CategoryMissing = "category_missing", Refusal, "没有地名类别代码", "there is no category",
        "请填写 category（GB/T 18521 五位代码），或为整个文件指定", "fill in `category` (five digits, GB/T 18521), or say one for the whole file";
    /// The days of validity cannot be read.
    DayUnreadable = "day_unreadable", Refusal, "{0} 的值“{1}”不是日期", "`{1}` in {0} is not a date",
        "请写成 2023-06-30 的形式", "write it like 2023-06-30";
    /// A period without a day.
    PeriodEmpty = "period_empty", Refusal, "有效期自 {0} 至 {1}，没有一天", "the period from {0} to {1} holds no day",
        "请核对起止日期", "check both dates";
    /// What kind of name, or of which thing, cannot be read.
    NameKindUnreadable = "name_kind_unreadable", Refusal, "{0} 的值“{1}”无法识别", "`{1}` in {0} cannot be read",
        "请使用规定的代码", "use one of the code words";
    /// A coordinate is no number.
    CoordinateUnreadable = "coordinate_unreadable", Refusal, "坐标无法读取：{0}", "a coordinate cannot be read: {1}",
        "请改为十进制度或度分秒", "write decimal degrees, or degrees, minutes and seconds";
    /// The geometry's notation is broken or of a kind not read here.
    GeometryUnreadable = "geometry_unreadable", Refusal, "图形无法读取：{0}", "the geometry cannot be read: {1}",
        "请修正图形，或去掉图形后重新导入", "mend the geometry, or leave it away";
    /// Latitude or northing came first.
    AxesSwapped = "axes_swapped", Refusal, "坐标 ({0}, {1}) 的两轴似乎颠倒", "({0}, {1}): the axes look swapped",
        "经度（东坐标）在前，纬度（北坐标）在后", "longitude or easting comes first";
    /// The coordinates are of another system than declared.
    OtherSystem = "other_system", Refusal, "坐标 ({0}, {1}) 不属于所声明的 {2}，可能是 {3}", "({0}, {1}) is not in {2} as declared, perhaps in {3}",
        "请用 --source-crs（source_crs）声明正确的坐标系", "declare the right system with --source-crs (source_crs)";
    /// Q09: not on earth.
    OutOfRange = "out_of_range", Refusal, "坐标 ({0}, {1}) 超出范围", "({0}, {1}) is out of range",
        "请核对坐标", "check the coordinates";
    /// The position that programs write when they know none.
    NullIsland = "null_island", Refusal, "坐标为 (0, 0)，像是未填写", "the position is (0, 0), which stands for none",
        "不知道位置时请留空", "leave it empty where no position is known";
    /// The code is in use on these days.
    CodeTaken = "code_taken", Refusal, "区划代码 {0} 在该时期已有登记", "the division code {0} is on record for these days",
        "如为变更，请填写更晚的 valid_from", "for a change, give a later `valid_from`";
    /// The code is in use on these days.
    PlaceCodeTaken = "place_code_taken", Refusal, "地名代码 {0} 在该时期已有登记", "the place code {0} is on record for these days",
        "如为变更，请填写更晚的 valid_from", "for a change, give a later `valid_from`";
    /// Two rows of one code begin on one day.
    CodeTwice = "code_twice_in_file", Refusal, "区划代码 {0} 在文件中重复", "the division code {0} occurs twice in the file",
        "请只保留一行，或填写不同的 valid_from", "keep one row, or give different `valid_from`";
    /// Two rows of one code begin on one day.
    PlaceCodeTwice = "place_code_twice_in_file", Refusal, "地名代码 {0} 在文件中重复", "the place code {0} occurs twice in the file",
        "请只保留一行，或填写不同的 valid_from", "keep one row, or give different `valid_from`";
    /// A row begins before the end that an earlier one states.
    EditionsOverlap = "editions_overlap", Refusal, "代码 {0} 的各行有效期相互重叠", "the periods of the rows with code {0} overlap",
        "请核对各行的起止日期", "check the dates of these rows";
    /// No thing has that name.
    NamedThingUnknown = "named_thing_unknown", Refusal, "没有找到名为“{0}”的对象", "nothing is named `{0}`",
        "请核对 collection、of_name、of_division_code", "check `collection`, `of_name` and `of_division_code`";
    /// Several things have that name.
    NamedThingAmbiguous = "named_thing_ambiguous", Refusal, "名为“{0}”的对象有 {1} 个", "{1} things are named `{0}`",
        "请填写 of_division_code 以区别", "tell them apart with `of_division_code`";
    /// The same name of the same thing.
    NameOnRecord = "name_on_record", Refusal, "该对象的这一名称“{0}”已有登记", "this name of that thing, `{0}`, is on record",
        "无需再次导入", "there is no need to import it again";
    /// Two standard names on one day.
    StandardNamesOverlap = "standard_names_overlap", Refusal, "与标准名称“{0}”的有效期重叠", "its days overlap those of the standard name `{0}`",
        "请核对起止日期", "check both dates";

    /// Spaces and the like around a name.
    NameTrimmed = "name_trimmed", Note, "名称首尾的空白已去除", "blanks around the name were taken off",
        "无需处理", "nothing";
    /// Q06: a character that nobody sees.
    InvisibleCharacter = "invisible_character", Warning, "名称含有不可见字符 {0}", "the name holds the invisible character {0}",
        "请核对并删除", "check it and take it out";
    /// Q05: the spelling is not by the rules.
    PinyinDisagrees = "pinyin_disagrees", Warning, "拼音“{0}”与规则不符，应为“{1}”", "the pinyin `{0}` is not by the rules, which give `{1}`",
        "请核对读音与分写，必要时登记地方读音", "check readings and spacing; record a local reading where there is one";
    /// A value that is none of its field's.
    ValueUnknown = "value_unknown", Warning, "{0} 的值“{1}”无法识别，已存入其他属性", "`{1}` in {0} cannot be read and is kept among the attributes",
        "请使用规定的代码或单位", "use the code words and units";
    /// A property that a name has no room for.
    FieldNotKept = "field_not_kept", Note, "字段 {0} 未保存", "the field {0} is not kept",
        "名称只保存规定的字段", "names have no further attributes";
    /// Q02: a division code of another shape.
    CodeShape = "code_shape", Warning, "代码“{0}”不符合 GB/T 2260 或 GB/T 10114", "the code `{0}` is not one of GB/T 2260 or GB/T 10114",
        "请核对代码", "check the code";
    /// Q02: level and code say different things.
    LevelDiffers = "level_differs", Warning, "层级 {0} 与代码“{1}”的位数不符", "the level {0} does not go with the code `{1}`",
        "请核对层级与代码", "check level and code";
    /// Q02: a place code of another shape.
    PlaceCodeShape = "place_code_shape", Warning, "地名代码“{0}”不是 20 位数字，已存入其他属性", "the place code `{0}` is not 20 digits and is kept among the attributes",
        "请核对地名代码", "check the place code";
    /// Q02: a category that the table lacks.
    CategoryUnknown = "category_unknown", Warning, "类别代码“{0}”不在类别表中", "the category `{0}` is not in the table",
        "请核对，或补充类别表", "check it, or add it to the table";
    /// Q02: a division that nobody is.
    DivisionUnknown = "division_unknown", Warning, "{1} 没有代码为“{0}”的区划", "on {1} no division has the code `{0}`",
        "请先导入区划，或核对代码", "import the division first, or check the code";
    /// Q02: a parent that nobody is.
    ParentUnknown = "parent_unknown", Warning, "没有代码为“{0}”的上级区划", "no division has the parent code `{0}`",
        "请先导入上级区划", "import the parent first";

    /// Q07: no geometry.
    GeometryMissing = "geometry_missing", Note, "没有图形", "there is no geometry",
        "请在知道位置后补充", "add it once the position is known";
    /// Q07: a geometry without a position.
    GeometryEmpty = "geometry_empty", Note, "图形为空，按位置未知处理", "the geometry is empty: no position is known",
        "请在知道位置后补充", "add it once the position is known";
    /// Q07: too few positions.
    GeometryUnusable = "geometry_unusable", Warning, "图形不能使用，原文已存入其他属性：{0}", "the geometry cannot be used and is kept among the attributes as delivered: {1}",
        "请改正图形", "mend the geometry";
    /// Q07: a point where an area is expected, or the like.
    GeometryType = "geometry_type", Warning, "此类对象的图形不应为 {0}", "a {1} is not what such a thing is drawn as",
        "请核对图形类型", "check the type of geometry";
    /// Heights are not kept.
    HeightDropped = "height_dropped", Note, "高程或量测值未保存", "heights or measures are left out",
        "无需处理", "nothing";
    /// A ring was closed.
    RingUnclosed = "ring_unclosed", Warning, "环未闭合，已补上终点", "a ring did not end where it began and has been closed",
        "请核对环的终点", "check the end of the ring";
    /// A part without a position.
    EmptyPart = "empty_part", Warning, "图形的一部分为空", "a part of the geometry is empty",
        "请核对图形", "check the geometry";
    /// Q07: against the rules of simple features.
    GeometryInvalid = "geometry_invalid", Warning, "图形无效：{0}，位于 ({2}, {3})", "the geometry is not valid: {1}, at ({2}, {3})",
        "请改正图形", "mend the geometry";
    /// Q07: nothing on the ground.
    GeometryCollapsed = "geometry_collapsed", Warning, "图形没有长度或面积", "the geometry has no length or area",
        "请改正图形", "mend the geometry";
    /// A line or area that runs around the wrong side of the globe.
    AntimeridianUncut = "antimeridian_uncut", Warning, "图形跨越半个地球以上，可能未在 180 度处切开", "the geometry spans more than half the globe: perhaps it was not cut at 180 degrees",
        "请在 180 度处切开（RFC 7946 第 3.1.9 节）", "cut it at 180 degrees (RFC 7946 section 3.1.9)";
    /// Q11: twice the same geometry.
    GeometryTwice = "geometry_twice", Warning, "图形与“{0}”完全相同", "the geometry is that of `{0}`",
        "请核对是否同一对象", "check whether both are one thing";

    /// Q03: R753 art. 9(7).
    NameTwiceAmongDivisions = "name_twice_among_divisions", Warning, "区划名称“{0}”在其范围内有 {1} 个", "{1} divisions within one scope are named `{0}`",
        "请按《地名管理条例》第九条核对", "see Regulations on Place Names art. 9";
    /// Q03: R753 art. 9(8).
    NameTwiceInCounty = "name_twice_in_county", Warning, "名称“{0}”在县级区划 {2} 内有 {1} 个", "{1} places in county {2} are named `{0}`",
        "请按《地名管理条例》第九条核对", "see Regulations on Place Names art. 9";
    /// Q03: R753 art. 9(8).
    NameTwiceInBuiltUpArea = "name_twice_in_built_up_area", Warning, "名称“{0}”在“{2}”内有 {1} 个", "{1} streets in `{2}` are named `{0}`",
        "请按《地名管理条例》第九条核对", "see Regulations on Place Names art. 9";
    /// One local code, several things.
    LocalCodeTwice = "local_code_twice", Warning, "本地代码“{0}”有 {1} 个对象使用", "{1} things have the local code `{0}`",
        "请核对是否重复导入", "check whether it was imported twice";
    /// Q08: in another division.
    OutsideDivision = "outside_division", Warning, "不在区划 {0} 内，而在“{1}”", "it does not lie in division {0} but in `{1}`",
        "请核对位置与区划代码", "check position and division code";
    /// Q08: not even in the county.
    OutsideCounty = "outside_county", Warning, "不在区划 {0} 内，也不在其县级区划内", "it lies neither in division {0} nor in its county",
        "请核对位置与区划代码", "check position and division code";
    /// Q09: about 0.6 km off.
    Gcj02Suspected = "gcj02_suspected", Warning, "按 GCJ-02 坐标解读则与“{0}”相符，疑为偏移坐标", "read as GCJ-02 it agrees with `{0}`: the coordinates may be offset",
        "请向提供者核实；如属实，以 --source-crs gcj02 重新导入", "ask the sender; if so, import again with --source-crs gcj02";
    /// Q10: announced against drawn.
    LengthDiffers = "length_differs", Warning, "长度 {0} 米与图形的 {1} 米相差一成以上", "the length of {0} m differs from the {1} m drawn by more than a tenth",
        "请核对长度与图形", "check length and line";
    /// Q10: announced against drawn.
    OrientationDiffers = "orientation_differs", Warning, "走向 {0} 与图形不符", "the line does not run {0}",
        "请核对走向与图形", "check direction and line";
}

impl Rule {
    /// The rule with this code.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_is_found_by_its_code_and_speaks_of_the_same_facts_in_both_languages() {
        let places = |text: &str| (0..4).filter(|at| text.contains(&format!("{{{at}}}"))).collect::<BTreeSet<usize>>();
        for rule in Rule::ALL {
            assert_eq!(Rule::from_code(rule.code()), Some(*rule));
            let (zh, en) = rule.sentence();
            let (zh, en) = (places(zh), places(en));
            // A worded fact: the place before the English one is the Chinese one.
            let worded: BTreeSet<_> = en.difference(&zh).map(|at| at - 1).collect();
            assert_eq!(zh.difference(&en).copied().collect::<BTreeSet<_>>(), worded, "{rule:?}");
        }
    }

    #[test]
    fn every_rule_that_a_statement_names_is_known() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/imports/sql");
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            if !text.contains("insert into import_row_finding (") || text.starts_with("-- imports.gather_findings") {
                continue;
            }
            let named = Rule::ALL.iter().filter(|rule| text.contains(&format!("'{}'", rule.code()))).count();
            assert!(named > 0, "{}", text.lines().next().unwrap());
        }
    }
}
