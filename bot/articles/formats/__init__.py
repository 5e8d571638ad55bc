"""The formats of files, each a pure function from bytes to what they hold; most are run in the sandbox."""
