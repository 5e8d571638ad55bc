"""An article out of what was sent: a pasted text, a file or a link."""
