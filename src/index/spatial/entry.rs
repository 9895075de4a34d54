//! What a layer holds.

use std::sync::Arc;

use super::shape::Shape;

/// One edition of a feature: its row and its geometry.
#[derive(Debug)]
pub struct Entry<R> {
    /// The row, as queries hand it out.
    pub row: Arc<R>,
    /// The geometry.
    pub shape: Shape,
}

impl<R> Clone for Entry<R> {
    fn clone(&self) -> Self {
        Self { row: Arc::clone(&self.row), shape: self.shape.clone() }
    }
}
