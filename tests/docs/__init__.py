"""The documentation says what is so: examples run, every slice is told, the changelog collects."""
