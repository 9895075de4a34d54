//! Properties of the index: its answers against brute force, against `geo` and against PostGIS.

mod coverage;
mod digests;
mod edges;
mod faults;
mod geometries;
mod locating;
mod measuring;
mod nearness;
mod versions;
