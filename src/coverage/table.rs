//! Lists with keys of their own, so that a node is never taken for an edge.

use std::{marker::PhantomData, ops::Index, ops::IndexMut};

/// A place in a [`Table`].
pub(super) trait Key: Copy {
    /// The key of the n-th row, from 0.
    fn new(at: usize) -> Self;
    /// Which row it is.
    fn at(self) -> usize;
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) struct $name(u32);

        impl Key for $name {
            #[expect(clippy::cast_possible_truncation, reason = "four thousand million rows fill more than 64 GB")]
            fn new(at: usize) -> Self {
                Self(at as u32)
            }

            fn at(self) -> usize {
                self.0 as usize
            }
        }
    };
}

key!(
    /// A place where edges end.
    Node
);
key!(
    /// A straight piece of border between two nodes, whoever uses it.
    Edge
);
key!(
    /// An edge in one of its two directions: the edge's number doubled, and one more against its direction.
    Half
);
key!(
    /// A ring of a polygon.
    Ring
);
key!(
    /// A polygon of the coverage.
    Tile
);
key!(
    /// A closed walk around a face.
    Cycle
);
key!(
    /// An area that no edge runs through.
    Face
);
key!(
    /// A set of polygons with how often each winds around a face.
    Label
);

impl Half {
    /// The edge in its own direction, or against it.
    pub(super) fn of(edge: Edge, against: bool) -> Self {
        Self(edge.0 * 2 + u32::from(against))
    }

    /// The edge without its direction.
    pub(super) fn edge(self) -> Edge {
        Edge(self.0 / 2)
    }

    /// Whether it runs against its edge.
    pub(super) fn is_against(self) -> bool {
        self.0 % 2 == 1
    }

    /// The same edge the other way.
    pub(super) fn twin(self) -> Self {
        Self(self.0 ^ 1)
    }
}

impl Face {
    /// The face around everything.
    pub(super) const OUTSIDE: Self = Self(0);
}

/// Rows with keys of one kind. Keys come from the table that they are used on, or from one of the same length.
#[derive(Debug, Clone)]
pub(super) struct Table<K, T> {
    rows: Vec<T>,
    key: PhantomData<fn(K)>,
}

impl<K: Key, T> Table<K, T> {
    /// A table without rows.
    pub(super) fn new() -> Self {
        Self::from(Vec::new())
    }

    /// A table of equal rows.
    pub(super) fn filled(rows: usize, with: T) -> Self
    where
        T: Clone,
    {
        Self::from(vec![with; rows])
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: T) -> K {
        self.rows.push(row);
        K::new(self.rows.len() - 1)
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// All keys in order.
    pub(super) fn keys(&self) -> impl DoubleEndedIterator<Item = K> + use<K, T> {
        (0..self.rows.len()).map(K::new)
    }

    /// All rows in order.
    pub(super) fn rows(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// All keys with their rows in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (K, &T)> {
        self.keys().zip(&self.rows)
    }
}

impl<K, T> From<Vec<T>> for Table<K, T> {
    fn from(rows: Vec<T>) -> Self {
        Self { rows, key: PhantomData }
    }
}

#[expect(clippy::indexing_slicing, reason = "a key is a row of its own table")]
impl<K: Key, T> Index<K> for Table<K, T> {
    type Output = T;

    fn index(&self, key: K) -> &T {
        &self.rows[key.at()]
    }
}

#[expect(clippy::indexing_slicing, reason = "a key is a row of its own table")]
impl<K: Key, T> IndexMut<K> for Table<K, T> {
    fn index_mut(&mut self, key: K) -> &mut T {
        &mut self.rows[key.at()]
    }
}
