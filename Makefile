# 名界 Mingjie: the two commands.

.PHONY: run test

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
