# 名界 Mingjie: the two commands, and the measuring (docs/performance.md).

.PHONY: run test bench bench-growth bench-clinic bench-coverage bench-http bench-visible

# Installs what is missing, builds, and serves the Tianmen fixtures on http://127.0.0.1:8080.
run:
	@.ci/packages run
	@cargo build --locked --release
	@exec "$${CARGO_TARGET_DIR:-target}/release/mingjie" serve --demo

# Installs what the tests need, then formatting, lints, documentation and every test.
test:
	@.ci/packages test
	@.ci/lint
	@.ci/test

# The index beside PostGIS and a packed static tree on a made-up realm of a million places.
bench:
	@.ci/packages run
	@cargo bench --locked --bench measure -- index

# The index at 10 thousand, 1 million and 13 million places; the last takes 11 GB of memory.
bench-growth:
	@.ci/packages run
	@cargo bench --locked --bench measure -- growth

# The name clinic: 50 proposed names against registers of several sizes.
bench-clinic:
	@.ci/packages run
	@cargo bench --locked --bench measure -- clinic

# The check of a coverage of 3,200 polygons beside the union of all.
bench-coverage:
	@.ci/packages run
	@cargo bench --locked --bench measure -- coverage

# The service under load, each question beside a constant answer of the same size.
bench-http:
	@.ci/packages run
	@cargo bench --locked --bench measure -- http

# How long a commit through one instance takes to be visible in another.
bench-visible:
	@.ci/packages run
	@cargo bench --locked --bench visible
