//! Packed trees: boxes that are put in order once and then lie side by side.
//!
//! Boxes are halved along their widest side, again and again, until sixteen are left; each sixteen neighbours make a
//! node, each sixteen nodes one above. So no node needs to say where its children are. Boxes are of single precision,
//! rounded outwards: half the memory to walk through, and the exact answer comes from the shapes anyway.

use std::array::from_fn;
use std::ops::Range;

/// A box in `D` dimensions, borders included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds<const D: usize> {
    low: [f32; D],
    high: [f32; D],
}

/// Children of a node.
const WIDTH: usize = 16;

/// More levels than numbers of 32 bits can fill.
const LEVELS: usize = 9;

/// Items with their boxes.
#[derive(Debug)]
pub(super) struct Packed<const D: usize, T> {
    items: Vec<T>,
    /// The boxes of the items, then those of the nodes above them, and so on up to one.
    levels: Vec<Vec<Bounds<D>>>,
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

    fn meets(&self, other: &Self) -> bool {
        let mut sides = self.low.iter().zip(&other.high).chain(other.low.iter().zip(&self.high));
        sides.all(|(low, high)| low <= high)
    }

    fn holds(&self, other: &Self) -> bool {
        let mut sides = self.low.iter().zip(&other.low).chain(other.high.iter().zip(&self.high));
        sides.all(|(outer, inner)| outer <= inner)
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
        let (bounds, items): (Vec<_>, Vec<_>) = boxed.into_iter().unzip();
        let mut levels = vec![bounds];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let whole = |run: &[Bounds<D>]| run.iter().copied().reduce(|whole, bounds| whole.merged(&bounds));
            levels.push(below.chunks(WIDTH).filter_map(whole).collect());
        }
        Self { items, levels }
    }

    /// The items, and their boxes, as they lie.
    pub(super) fn leaves(&self) -> impl Iterator<Item = (&T, &Bounds<D>)> {
        self.items.iter().zip(self.levels.first().into_iter().flatten())
    }

    /// The items whose boxes meet a box, with their boxes.
    pub(super) fn meeting(&self, window: Bounds<D>) -> impl Iterator<Item = (&T, &Bounds<D>)> + use<'_, D, T> {
        self.descend(move |bounds| bounds.meets(&window))
    }

    /// The items to which every question about any part of a box comes, with their boxes.
    pub(super) fn leading_to(&self, part: Bounds<D>) -> impl Iterator<Item = (&T, &Bounds<D>)> + use<'_, D, T> {
        self.descend(move |bounds| bounds.holds(&part))
    }

    /// The highest node, with its box; none in an empty tree.
    pub(super) fn root(&self) -> Option<(Node, &Bounds<D>)> {
        let level = self.levels.len().checked_sub(1)?;
        self.levels.get(level)?.first().map(|bounds| (Node::at(level, 0), bounds))
    }

    /// The item that a node stands for; none if it stands for other nodes.
    pub(super) fn item(&self, node: Node) -> Option<&T> {
        if node.level == 0 { self.items.get(node.place as usize) } else { None }
    }

    /// The nodes below one, with their boxes.
    pub(super) fn below(&self, node: Node) -> impl Iterator<Item = (Node, &Bounds<D>)> {
        let level = (node.level as usize).saturating_sub(1);
        let boxes = self.levels.get(level).map_or(&[][..], Vec::as_slice);
        let run = run(node.place as usize, boxes.len());
        let bounds = boxes.get(run.clone()).unwrap_or_default();
        run.zip(bounds).map(move |(place, bounds)| (Node::at(level, place), bounds))
    }

    /// The items to which a way leads through boxes that all pass `keep`, with their boxes.
    fn descend(&self, keep: impl Fn(&Bounds<D>) -> bool) -> impl Iterator<Item = (&T, &Bounds<D>)> {
        // What is still to be looked at on each level, of one node's children.
        let mut open: [Range<usize>; LEVELS] = from_fn(|_| 0..0);
        let mut level = self.levels.len().saturating_sub(1);
        if let (Some(top), Some(boxes)) = (open.get_mut(level), self.levels.last()) {
            *top = 0..boxes.len();
        }
        std::iter::from_fn(move || {
            loop {
                let Some(place) = open.get_mut(level)?.next() else {
                    level += 1;
                    continue;
                };
                let bounds = self.levels.get(level)?.get(place)?;
                if !keep(bounds) {
                    continue;
                }
                if level == 0 {
                    return self.items.get(place).map(|item| (item, bounds));
                }
                level -= 1;
                *open.get_mut(level)? = run(place, self.levels.get(level)?.len());
            }
        })
    }
}

/// A place in a tree: an item on level 0, a node above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node {
    level: u32,
    place: u32,
}

impl Node {
    #[expect(clippy::cast_possible_truncation, reason = "four thousand million boxes fill more than 64 GB")]
    fn at(level: usize, place: usize) -> Self {
        Self { level: level as u32, place: place as u32 }
    }
}

/// The places of a node's children on the level below, which has so many.
fn run(place: usize, len: usize) -> Range<usize> {
    let start = (place * WIDTH).min(len);
    start..(start + WIDTH).min(len)
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
        self.levels[0].pop();
        self.items.pop()
    }

    /// Moves a box on some level.
    pub(super) fn shift(&mut self, level: usize, place: usize, by: f32) {
        let bounds = &mut self.levels[level][place];
        bounds.low.iter_mut().chain(&mut bounds.high).for_each(|side| *side += by);
    }
}
