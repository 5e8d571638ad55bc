"""An article out of what was sent: a pasted text or a file."""
