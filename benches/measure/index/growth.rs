//! `make bench-growth`: the same questions at several sizes, each in a process of its own.

use std::{env, fs, process::Command};

use serde_json::{Value, json};

use super::{stopwatch::Stopwatch, work::Work};
use crate::{
    memory::{Resident, mebibytes},
    realm::{Realm, Size},
    snapshot,
    table::{Table, duration},
};

/// Measures each size and prints them beside each other.
pub(crate) fn grow(sizes: &[usize]) {
    let program = env::current_exe().expect("this program");
    let results: Vec<Value> = sizes
        .iter()
        .map(|places| {
            let result = env::temp_dir().join(format!("mingjie-bench-{}-{places}.json", std::process::id()));
            let status = Command::new(&program).arg("size").arg(places.to_string()).arg(&result).status();
            assert!(status.expect("this program runs").success(), "{places} places");
            let told = fs::read_to_string(&result).expect("a result");
            fs::remove_file(&result).expect("it was there");
            serde_json::from_str(&told).expect("JSON")
        })
        .collect();
    print(&results);
}

/// Measures one size and writes what it took to a file.
pub(crate) fn measure_one_size(places: usize, result: &str) {
    let realm = Realm::new(1, Size::of(places));
    let (here, loading) = snapshot::of(&realm);
    let loaded = Resident::own();
    super::print_loading(&loading);
    let places_loading = loading.iter().find(|loading| loading.layer == "places").expect("a layer");
    let work = Work::new(&realm, here);
    let mut watch = Stopwatch::new(&format!("size-{places}"));
    let times = json!({
        "point in polygon": work.covering(&mut watch),
        "full look-up": work.look_up(&mut watch),
        "10 nearest places": work.nearest_places(&mut watch),
        "5 nearest streets": work.nearest_streets(&mut watch),
        "box of 100": work.in_box(&mut watch, "box_of_100", &work.hundreds),
        "box of 1,000": work.in_box(&mut watch, "box_of_1000", &work.thousands),
        "apply 1 change": work.apply(&mut watch, "apply_1_change", &realm, &work.moves(&realm, 1)),
    });
    let told = json!({
        "places": places, "entries": places_loading.entries, "load_s": places_loading.seconds,
        "bytes": places_loading.bytes, "resident": loaded.now, "peak": loaded.peak, "times": times,
    });
    fs::write(result, told.to_string()).expect("a result can be kept");
}

fn print(results: &[Value]) {
    let text = |value: &Value| value.to_string();
    let mebibytes_of = |value: &Value| mebibytes(value.as_u64().unwrap_or_default());
    let mut columns = vec![String::new()];
    columns.extend(results.iter().map(|result| format!("{} places", text(&result["places"]))));
    let mut table = Table::new(&columns.iter().map(String::as_str).collect::<Vec<_>>());
    let mut line = |title: &str, cell: &dyn Fn(&Value) -> String| {
        table.row(std::iter::once(title.to_owned()).chain(results.iter().map(cell)));
    };
    line("entries in the layer of places", &|result| text(&result["entries"]));
    line("loading it, with the making of its rows", &|result| duration(result["load_s"].as_f64().unwrap_or_default()));
    line("its bytes an entry", &|result| {
        let (bytes, entries) = (result["bytes"].as_u64(), result["entries"].as_u64());
        bytes.zip(entries).map_or_else(String::new, |(bytes, entries)| (bytes / entries).to_string())
    });
    line("memory with all layers loaded", &|result| mebibytes_of(&result["resident"]));
    line("peak until then", &|result| mebibytes_of(&result["peak"]));
    let questions = results.first().and_then(|result| result["times"].as_object());
    for question in questions.into_iter().flat_map(serde_json::Map::keys) {
        line(question, &|result| duration(result["times"][question].as_f64().unwrap_or_default()));
    }
    table.print();
}
