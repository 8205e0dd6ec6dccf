"""Tools of the working copy: environment, test suite, checks, generated files, own lints."""
