//! The real names of Tianmen, and names from notices of other cities of Hubei.

use std::sync::Arc;

use time::macros::datetime;
use tokio::sync::OnceCell;

use super::{Candidate, Finding as F, NOW, RuleId as R, Severity as S, Site, candidate, examine_all, found, street};
use crate::{
    demo,
    index::live::Snapshot,
    kernel::{clock::Clock, dates::office_date, ids::Ids},
    testing::TestDb,
};

/// The demonstration, loaded once for all tests.
async fn tianmen() -> Arc<Snapshot> {
    static LOADED: OnceCell<Arc<Snapshot>> = OnceCell::const_new();
    let load = || async {
        let now = datetime!(2023-07-01 04:00 UTC);
        let database = TestDb::new(now).await;
        assert!(demo::load(&database.db, &Ids::new(Clock::set_to(now))).await.unwrap());
        let tx = database.db.read("tests.tianmen").await.unwrap();
        let snapshot = Snapshot::load(&tx, office_date(now)).await.unwrap();
        tx.finish().await.unwrap();
        Arc::new(snapshot)
    };
    Arc::clone(LOADED.get_or_init(load).await)
}

fn village(name: &str) -> Candidate {
    let site = Site { division_code: Some("429006100".to_owned()), ..Site::default() };
    Candidate { site, ..candidate(name, "21600") }
}

#[tokio::test]
async fn the_known_traps_of_the_real_names_are_told_apart() {
    let tianmen = tianmen().await;
    for (candidate, verdict, matched) in [
        (village("同兴村"), (R::N09, S::Block, F::Same), "同兴村村民委员会"),
        (village("新合村"), (R::N10, S::Warn, F::SameSound), "新河村村民委员会"),
        (village("史岭村"), (R::N10, S::Info, F::OtherTone), "石岭村村民委员会"),
        (village("长湖村"), (R::N10, S::Info, F::OtherReading), "张湖村村民委员会"),
        (village("侯口社区"), (R::N09, S::Warn, F::LookAlike), "候口社区居民委员会"),
        (village("三垱村"), (R::N09, S::Block, F::Same), "三垱村村民委员会"),
        (village("双剅口村"), (R::N09, S::Block, F::Same), "双剅口村村民委员会"),
        (village("双剅口村"), (R::N04, S::Warn, F::LevelThree), ""),
        (village("笑城大队"), (R::N17, S::Info, F::Former), "笑城大队"),
        (candidate("皂市镇", "21500"), (R::N09, S::Block, F::Same), "皂市镇"),
        (street("老省道"), (R::N01, S::Block, F::GenericNotAllowed), ""),
    ] {
        let examined = &examine_all(&tianmen, tianmen.day, &[], std::slice::from_ref(&candidate))[0];
        let told = examined.verdicts.iter().find(|told| {
            (told.rule, told.severity, told.finding) == verdict
                && told.matched.as_ref().map_or("", |matched| &*matched.name) == matched
        });
        assert!(told.is_some(), "{}: {:#?}", candidate.name, examined.verdicts);
    }
}

#[tokio::test]
async fn every_street_collides_with_itself_and_is_free_when_it_is_the_one_renamed() {
    let tianmen = tianmen().await;
    let mut count = 0;
    for (id, entry) in tianmen.streets.iter() {
        let text = |property| serde_json::from_str::<Option<String>>(entry.row.feature.property(property)).unwrap();
        let site =
            Site { shape: Some(Arc::new(entry.shape.clone())), line_m: None, division_code: text("division_code") };
        let new = Candidate { site, category: text("category").unwrap(), ..street(&text("name").unwrap()) };
        let own = Candidate { renames: Some(*id), ..new.clone() };
        let same = |candidate: Candidate| {
            let examined = examine_all(&tianmen, tianmen.day, &[], &[candidate]).remove(0);
            assert!(examined.complete);
            found(&examined).contains(&(R::N09, S::Block, F::Same))
        };
        assert!(same(new.clone()) && !same(own), "{}", new.name);
        count += 1;
    }
    assert!(count > 200);
}

#[tokio::test]
async fn names_of_other_cities_of_hubei_go_through_without_noise() {
    let tianmen = tianmen().await;
    // As announced by 丹江口, 大冶, 鄂州, 阳新, 通城 and 潜江, or made like theirs.
    let names = [
        "均州一路",
        "沧浪大道",
        "水都大道",
        "丹赵路",
        "蔡湾路",
        "右岸大道",
        "徐家沟路",
        "沙陀营路",
        "罗汉寺路",
        "金岗路",
        "铜绿山大道",
        "新冶大道",
        "东风路",
        "湛月路",
        "尹家湖路",
        "大箕铺路",
        "罗家桥路",
        "攀宇路",
        "劲牌路",
        "观山路",
        "吴都大道",
        "滨湖南路",
        "葛山大道",
        "古楼街",
        "寒溪路",
        "飞鹅路",
        "洋澜路",
        "江碧路",
        "莲花山路",
        "武昌大道",
        "兴国大道",
        "富川大道",
        "五马坊路",
        "银城大道",
        "隽水大道",
        "解放东路",
        "潜丰路",
        "南垸路",
        "三号渠路",
        "禅解路",
    ];
    let candidates: Vec<_> =
        names.iter().map(|name| Candidate { category: "23513".to_owned(), ..street(name) }).collect();
    let examined = examine_all(&tianmen, tianmen.day, &[], &candidates);
    let blocked: Vec<_> = examined.iter().filter(|told| told.worst == Some(S::Block)).map(|told| &told.name).collect();
    assert!(blocked.is_empty(), "{blocked:?}");
    let loud: Vec<_> =
        examined.iter().filter(|told| !told.verdicts.is_empty()).map(|told| (&told.name, found(told))).collect();
    assert!(loud.len() <= 6, "{loud:#?}");
}

/// What takes a reason or is blocked for what it means: not by its size, its characters or other names.
fn stopped(names: Vec<Candidate>) -> Vec<(String, R)> {
    let told = examine_all(&Snapshot::empty(1), NOW, &[], &names);
    let verdicts = told.iter().flat_map(|told| told.verdicts.iter().map(move |verdict| (&told.name, verdict)));
    let grave = verdicts.filter(|(_, verdict)| verdict.severity > S::Info);
    let mut stopped: Vec<_> = grave
        .filter(|(_, verdict)| !matches!(verdict.rule, R::N03 | R::N04 | R::N09 | R::N10))
        .map(|(name, verdict)| (name.clone(), verdict.rule))
        .collect();
    stopped.sort();
    stopped
}

#[tokio::test]
async fn the_real_names_of_tianmen_take_a_reason_only_where_they_name_somebody() {
    let tianmen = tianmen().await;
    let text = |property: &str| serde_json::from_str::<String>(property).unwrap_or_default();
    let real: Vec<Candidate> = tianmen
        .places
        .iter()
        .map(|(_, entry)| entry.row.feature.clone())
        .map(|feature| candidate(&text(feature.property("name")), &text(feature.property("category"))))
        .collect();
    assert!(real.len() > 800, "{}", real.len());
    let expected = [
        ("支遁路", R::N05),
        ("融侨路", R::N08),
        ("诸葛村村民委员会", R::N05),
        ("钟惺大道", R::N05),
        ("陆羽大道", R::N05),
        ("陆羽社区居民委员会", R::N05),
        ("陈云村村民委员会", R::N06),
    ];
    assert_eq!(stopped(real), expected.map(|(name, rule)| (name.to_owned(), rule)));
}

#[test]
fn real_streets_of_hubei_take_a_reason_only_where_they_name_somebody() {
    // Of 武汉, 宜昌, 襄阳, 荆州, 荆门, 仙桃 and 天门.
    let names = "\
        东湖路 光谷大道 楚雄大道 高新大道 关山大道 珞喻路 雄楚大道 中北路 发展大道 建设大道 解放大道 长丰大道 \
        金银潭大道 神龙大道 江城大道 夷陵大道 沿江大道 胜利四路 桔城路 伍临路 东山大道 点军大道 大学路 长虹路 \
        檀溪路 襄城大道 内环南路 邓城大道 象山大道 漳河大道 白云大道 掇刀大道 章华南路 章华北路 横堤路 泰丰路 \
        仙桃大道 沔阳大道 复州大道 钱沟路 黄金大道 江汉路 中山大道 一元路 二七路 张之洞路 彭刘杨路 黎黄陂路 \
        武珞路 首义路 徐东大街 友谊大道 汉正街 三阳路 鹦鹉大道 知音大道 墨水湖北路 琴台大道 古田二路 宝丰路 \
        航空路 常青路 银墩路 香港路 珞狮南路 卓刀泉路 虎泉街 街道口路 未来一路 高新二路 佛祖岭一路 茅店山西路 \
        花城大道 流芳大道 财富二路 理工大道 荆州街 长征路 余家湖大道 庞公路 岘山路 隆中路 习家池路 云集路 \
        珍珠路 陶朱路 铁路坝路 屈原路 昭君路 孔明路 诸葛亮路 陆羽大道 皮日休路 钟惺路 竟陵西路 元春路 状元路 \
        高雄路 台北路 江大路 马场角路 唐家墩路 姑嫂树路 万松园路 新华路 黄孝河路 龙阳大道 汤逊湖北路 周家湾路 \
        徐家棚街 余家头路 园林路 罗家港路 梅苑路 丁字桥路 石牌岭路 卓豹路 关南园路 易家墩街 韩家墩路 武圣路 \
        永清街 车站路 胜利街 黄浦大街 惠济路 解放公园路 赵家条路 竹叶山路 后湖大道 金桥大道 幸福大道 张公堤路 \
        江汉北路 武汉大道 范湖路 菱角湖路 常码头路 硚口路 汉西一路 月湖街 梅子路 郭茨口路 王家湾路 汤家山路 \
        马鹦路 杨泗港路 白沙洲大道 张家湾街 李纸路 黄家湖大道 江夏大道 郑桥路 纸坊大街 文化大道 马房山路 \
        石洞街 东湖东路 沿湖路 黎韶街 何刘路 杨园南路 秦园路 徐家棚路 才林街 冶金大道 建设一路 红钢城大街 \
        工农路";
    let streets: Vec<Candidate> = names.split_whitespace().map(street).collect();
    assert!(streets.len() > 150, "{}", streets.len());
    let expected = [
        "孔明路",
        "屈原路",
        "庞公路",
        "张之洞路",
        "昭君路",
        "皮日休路",
        "诸葛亮路",
        "钟惺路",
        "陆羽大道",
        "陶朱路",
        "黎黄陂路",
    ];
    assert_eq!(stopped(streets), expected.map(|name| (name.to_owned(), R::N05)));
}

#[tokio::test]
async fn the_real_streets_of_tianmen_are_rarely_taken_for_persons() {
    let tianmen = tianmen().await;
    let names = tianmen
        .streets
        .iter()
        .filter_map(|(_, entry)| serde_json::from_str::<String>(entry.row.feature.property("name")).ok());
    let hinted: Vec<String> = names
        .filter(|name| {
            let examined = examine_all(&Snapshot::empty(1), NOW, &[], &[street(name)]).remove(0);
            found(&examined).iter().any(|(_, _, finding)| *finding == F::LikePerson)
        })
        .collect();
    assert!(hinted.is_empty(), "{hinted:?}");
}
