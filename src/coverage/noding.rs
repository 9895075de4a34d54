//! Puts nodes where edges cross and where a vertex lies on an edge, so that edges meet in nodes only.
//!
//! Snap rounding (Hobby, "Practical segment intersection with finite precision output", 1999): a crossing becomes the
//! nearest position of the grid, and every edge that runs through the square of a position goes through it. No
//! border moves by more than a step, and what comes out has no crossing left.

use super::{
    grid::{Cell, Straight},
    halving::{Piece, neighbours},
    mesh::{Map, Mesh},
    table::{Edge, Key, Node},
};

/// The nodes inside of edges that have some, in the direction of the edge.
pub(super) type Splits = Map<Edge, Vec<Node>>;

/// What two edges that come near each other do.
enum Contact {
    /// An edge runs through a node that is none of its ends.
    Through(Edge, Node),
    /// Two edges cross.
    Crossing(Cell),
}

/// Finds the nodes inside of edges; new ones are added to the mesh.
pub(super) fn node(mesh: &mut Mesh) -> Splits {
    let piece = |number| Piece::of(number, mesh.straight(Mesh::edge(number))).widened([1, 1]);
    let contacts = neighbours(mesh.edges(), piece, false, |one, other, found| contact(mesh, one, other, found));
    let (mut inside, mut crossings) = (Vec::new(), Vec::new());
    for contact in contacts {
        match contact {
            Contact::Through(edge, node) => inside.push((edge, node)),
            Contact::Crossing(at) => crossings.push(at),
        }
    }
    crossings.sort_unstable();
    crossings.dedup();
    inside.extend(through(mesh, &crossings));
    inside.sort_unstable();
    inside.dedup();
    let mut splits = Splits::default();
    for group in inside.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((edge, _)) = group.first() else { continue };
        let (straight, mut nodes) = (mesh.straight(*edge), group.iter().map(|(_, node)| *node).collect::<Vec<_>>());
        nodes.sort_by_key(|node| straight.along(mesh.cells[*node]));
        splits.insert(*edge, nodes);
    }
    splits
}

fn contact(mesh: &Mesh, one: &Piece, other: &Piece, found: &mut Vec<Contact>) {
    let [(edge, ends), (other_edge, other_ends)] = [one, other].map(|piece| {
        let edge = Mesh::edge(piece.number);
        (edge, mesh.ends(edge))
    });
    let mut touch = false;
    for (edge, straight, own, nodes) in
        [(edge, one.straight, ends, other_ends), (other_edge, other.straight, other_ends, ends)]
    {
        for node in nodes {
            if own.contains(&node) {
                touch = true;
            } else if straight.meets(mesh.cells[node]) {
                touch = true;
                found.push(Contact::Through(edge, node));
            }
        }
    }
    if !touch && let Some(at) = one.straight.crossing(other.straight) {
        found.push(Contact::Crossing(at));
    }
}

/// The edges that run through the squares of new positions.
fn through(mesh: &mut Mesh, crossings: &[Cell]) -> Vec<(Edge, Node)> {
    if crossings.is_empty() {
        return Vec::new();
    }
    let nodes: Vec<Node> = crossings.iter().map(|at| mesh.node(*at)).collect();
    let (mesh, edges) = (&*mesh, mesh.edges());
    let piece = |number: usize| match number.checked_sub(edges).and_then(|at| crossings.get(at)) {
        Some(at) => Piece::of(number - edges, Straight { a: *at, b: *at }).other(),
        None => Piece::of(number, mesh.straight(Mesh::edge(number))).widened([1, 1]),
    };
    neighbours(edges + nodes.len(), piece, true, |line, point, found| {
        let edge = Edge::new(line.number);
        if line.straight.meets(point.straight.a)
            && let Some(node) = nodes.get(point.number)
            && !mesh.ends(edge).contains(node)
        {
            found.push((edge, *node));
        }
    })
}
