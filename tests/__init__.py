"""The tests, in packages that mirror the program's: `tests.telegram` must not be taken for `telegram`."""
