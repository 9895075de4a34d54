//! All vertices and edges of a coverage, each once, whoever uses it.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

use super::{
    grid::{Cell, Straight},
    table::{Edge, Half, Key, Node, Table},
};

/// Hashing of positions and numbers, which nobody chooses against us: the tables are as large as the file at worst.
#[derive(Debug, Default)]
pub(super) struct Mixer(u64);

/// A set of such keys.
pub(super) type Set<K> = HashSet<K, BuildHasherDefault<Mixer>>;

/// A map with such keys.
pub(super) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        // The map takes its bits from both ends.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(26) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }
}

/// Nodes and edges.
#[derive(Debug)]
pub(super) struct Mesh {
    pub(super) cells: Table<Node, Cell>,
    ends: Table<Edge, [Node; 2]>,
    nodes: Map<Cell, Node>,
    edges: Map<[Node; 2], Edge>,
}

impl Mesh {
    pub(super) fn new() -> Self {
        Self { cells: Table::new(), ends: Table::new(), nodes: Map::default(), edges: Map::default() }
    }

    /// The node at a position.
    pub(super) fn node(&mut self, at: Cell) -> Node {
        *self.nodes.entry(at).or_insert_with(|| self.cells.push(at))
    }

    /// The edge from one node to another one.
    pub(super) fn half(&mut self, from: Node, to: Node) -> Half {
        let against = to < from;
        let ends = if against { [to, from] } else { [from, to] };
        Half::of(*self.edges.entry(ends).or_insert_with(|| self.ends.push(ends)), against)
    }

    /// How many edges there are.
    pub(super) fn edges(&self) -> usize {
        self.ends.len()
    }

    /// The two ends of an edge, in its direction.
    pub(super) fn ends(&self, edge: Edge) -> [Node; 2] {
        self.ends[edge]
    }

    /// Where it begins.
    pub(super) fn from(&self, half: Half) -> Node {
        let [a, b] = self.ends[half.edge()];
        if half.is_against() { b } else { a }
    }

    /// The straight piece between the ends of an edge.
    pub(super) fn straight(&self, edge: Edge) -> Straight {
        let [a, b] = self.ends[edge];
        Straight { a: self.cells[a], b: self.cells[b] }
    }

    /// The straight piece that a half is, in its direction.
    pub(super) fn directed(&self, half: Half) -> Straight {
        let Straight { a, b } = self.straight(half.edge());
        if half.is_against() { Straight { a: b, b: a } } else { Straight { a, b } }
    }

    /// The edge of that number.
    pub(super) fn edge(at: usize) -> Edge {
        Edge::new(at)
    }
}
