//! Coordinate reference systems that imports and requests may declare.
