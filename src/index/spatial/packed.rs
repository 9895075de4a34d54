//! Packed trees: boxes that are put in order once and then lie side by side.
//!
//! Boxes are halved along their widest side, again and again, until sixteen are left; each sixteen neighbours make a
//! node, each sixteen nodes one above. So no node needs to say where its children are. Boxes are of single precision,
//! rounded outwards: half the memory to walk through, and the exact answer comes from the shapes anyway.

use std::array::from_fn;

use super::siblings::{Siblings, WIDTH};

/// A box in `D` dimensions, borders included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds<const D: usize> {
    pub(super) low: [f32; D],
    pub(super) high: [f32; D],
}

/// More levels than numbers of 32 bits can fill.
const LEVELS: usize = 9;

/// Items with their boxes.
#[derive(Debug)]
pub(super) struct Packed<const D: usize, T> {
    items: Vec<T>,
    /// The boxes of the items, then those of the nodes above them, and so on up to one; sixteen together.
    levels: Vec<Vec<Siblings<D>>>,
}

impl<const D: usize> Bounds<D> {
    /// The smallest box of single precision around the box between two corners.
    pub(super) fn around(low: [f64; D], high: [f64; D]) -> Self {
        Self { low: low.map(rounded_down), high: high.map(|side| -rounded_down(-side)) }
    }

    /// Square of the distance from a point, of a kind that no point of the box is nearer by.
    pub(super) fn distance2(&self, point: &[f64; D]) -> f64 {
        let mut sum = 0.0;
        for ((low, high), at) in self.low.iter().zip(&self.high).zip(point) {
            let beyond = (f64::from(*low) - at).max(at - f64::from(*high)).max(0.0);
            sum += beyond * beyond;
        }
        sum
    }

    /// Whether it lies between two corners, itself and all that it is around.
    pub(super) fn is_between(&self, low: [f64; D], high: [f64; D]) -> bool {
        let mut sides = low.iter().zip(&self.low).zip(high.iter().zip(&self.high));
        sides.all(|((low, inner_low), (high, inner_high))| {
            *low <= f64::from(*inner_low) && f64::from(*inner_high) <= *high
        })
    }

    /// The smallest box around two.
    pub(super) fn merged(self, other: &Self) -> Self {
        let mut merged = self;
        merged.low.iter_mut().zip(&other.low).for_each(|(low, other)| *low = low.min(*other));
        merged.high.iter_mut().zip(&other.high).for_each(|(high, other)| *high = high.max(*other));
        merged
    }

    /// Twice the middle of the box along an axis.
    fn middle(&self, axis: usize) -> f32 {
        match (self.low.get(axis), self.high.get(axis)) {
            (Some(low), Some(high)) => low + high,
            _ => 0.0,
        }
    }

    /// The axis along which the middles of some boxes are farthest apart.
    fn widest<T>(boxed: &[(Self, T)]) -> usize {
        let mut ends = [(f32::INFINITY, f32::NEG_INFINITY); D];
        for (bounds, _) in boxed {
            for (axis, (low, high)) in ends.iter_mut().enumerate() {
                let middle = bounds.middle(axis);
                (*low, *high) = (low.min(middle), high.max(middle));
            }
        }
        let widths = ends.into_iter().map(|(low, high)| high - low).enumerate();
        widths.max_by(|(_, a), (_, b)| a.total_cmp(b)).map_or(0, |(axis, _)| axis)
    }
}

impl<const D: usize, T> Packed<D, T> {
    /// Puts items in order by their boxes.
    pub(super) fn load(mut boxed: Vec<(Bounds<D>, T)>) -> Self {
        arrange(&mut boxed);
        let (mut bounds, items): (Vec<_>, Vec<_>) = boxed.into_iter().unzip();
        let mut levels: Vec<Vec<Siblings<D>>> = Vec::new();
        while levels.last().is_none_or(|below| below.len() > 1) && !bounds.is_empty() {
            let level: Vec<_> = bounds.chunks(WIDTH).map(Siblings::of).collect();
            bounds = level.iter().map(Siblings::whole).collect();
            levels.push(level);
        }
        Self { items, levels }
    }

    /// The items, and their boxes, as they lie.
    pub(super) fn leaves(&self) -> impl Iterator<Item = (&T, Bounds<D>)> {
        self.items.iter().zip(self.levels.first().into_iter().flatten().flat_map(Siblings::iter))
    }

    /// The items whose boxes meet a box, with their boxes.
    pub(super) fn meeting(&self, window: Bounds<D>) -> impl Iterator<Item = (&T, Bounds<D>)> + use<'_, D, T> {
        self.descend(move |siblings| siblings.meeting(&window))
    }

    /// The items to which every question about any part of a box comes, with their boxes.
    pub(super) fn leading_to(&self, part: Bounds<D>) -> impl Iterator<Item = (&T, Bounds<D>)> + use<'_, D, T> {
        self.descend(move |siblings| siblings.holding(&part))
    }

    /// The highest node; none in an empty tree.
    pub(super) fn root(&self) -> Option<Node> {
        Some(Node::at(self.levels.len(), 0)).filter(|node| node.level > 0)
    }

    /// The item at a place among them.
    pub(super) fn item(&self, place: usize) -> Option<&T> {
        self.items.get(place)
    }

    /// The items to which a way leads through boxes that all pass `keep`, with their boxes; it tells of siblings which
    /// ones pass, the first in the lowest bit.
    fn descend(&self, keep: impl Fn(&Siblings<D>) -> u16) -> impl Iterator<Item = (&T, Bounds<D>)> {
        // The siblings that are looked at on each level, and which of them are still to come.
        let mut open: [(usize, u16); LEVELS] = from_fn(|_| (0, 0));
        let mut level = self.levels.len().saturating_sub(1);
        if let (Some(top), Some(siblings)) = (open.get_mut(level), self.levels.last().and_then(|top| top.first())) {
            top.1 = keep(siblings);
        }
        std::iter::from_fn(move || {
            loop {
                let (siblings, left) = open.get_mut(level)?;
                if *left == 0 {
                    level += 1;
                    continue;
                }
                let number = left.trailing_zeros() as usize;
                *left &= *left - 1;
                let place = *siblings * WIDTH + number;
                if level == 0 {
                    let bounds = self.levels.first()?.get(*siblings)?.get(number);
                    return self.items.get(place).map(|item| (item, bounds));
                }
                level -= 1;
                *open.get_mut(level)? = (place, keep(self.levels.get(level)?.get(place)?));
            }
        })
    }
}

impl<T> Packed<3, T> {
    /// What is below a node: the first of its children, and for each the square of a distance from a point with coordinates
    /// from -1 to 1 such that nothing in its box is nearer; none below an item.
    pub(super) fn below(&self, node: Node, point: [f64; 3]) -> Option<(Node, [f32; WIDTH])> {
        let level = (node.level as usize).checked_sub(1)?;
        let siblings = self.levels.get(level)?.get(node.place())?;
        Some((Node::at(level, node.place() * WIDTH), siblings.distances2(point)))
    }
}

/// A place in a tree: that of an item on level 0, that of a node above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node {
    level: u32,
    place: u32,
}

impl Node {
    /// Another node on the same level, so many places after it.
    pub(super) fn nth_after(self, number: usize) -> Self {
        Self::at(self.level as usize, self.place() + number)
    }

    /// Its place on its level: that of the item, if it stands for one.
    pub(super) fn place(self) -> usize {
        self.place as usize
    }

    #[expect(clippy::cast_possible_truncation, reason = "four thousand million boxes fill more than 64 GB")]
    fn at(level: usize, place: usize) -> Self {
        Self { level: level as u32, place: place as u32 }
    }
}

/// Puts boxes in such an order that neighbours are near each other, in runs that fill whole nodes on every level.
fn arrange<const D: usize, T>(boxed: &mut [(Bounds<D>, T)]) {
    if boxed.len() <= WIDTH {
        return;
    }
    let mut node = WIDTH;
    while node * WIDTH < boxed.len() {
        node *= WIDTH;
    }
    let half = boxed.len().div_ceil(node).div_ceil(2) * node;
    let axis = Bounds::widest(boxed);
    boxed.select_nth_unstable_by(half, |(a, _), (b, _)| a.middle(axis).total_cmp(&b.middle(axis)));
    let (first, second) = boxed.split_at_mut(half);
    arrange(first);
    arrange(second);
}

/// The greatest number of single precision that is not greater.
#[expect(clippy::cast_possible_truncation, reason = "what is cut off is what the step down makes up for")]
fn rounded_down(number: f64) -> f32 {
    let near = number as f32;
    if f64::from(near) > number { near.next_down() } else { near }
}

/// Ways to break a tree.
#[cfg(test)]
impl<const D: usize, T: Copy> Packed<D, T> {
    /// Has one item stand in the place of another, which is lost.
    pub(super) fn put(&mut self, place: usize, item: T) -> T {
        std::mem::replace(&mut self.items[place], item)
    }

    /// Takes out the last item with its box.
    pub(super) fn drop_last(&mut self) -> Option<T> {
        let last = self.items.pop();
        self.levels[0][self.items.len() / WIDTH].clear(self.items.len() % WIDTH);
        last
    }

    /// Moves a box on some level.
    pub(super) fn shift(&mut self, level: usize, place: usize, by: f32) {
        self.levels[level][place / WIDTH].shift(place % WIDTH, by);
    }
}
