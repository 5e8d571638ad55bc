"""How the bot is seen at work: log lines, metrics, spans, and the address where they are read.

Nothing in here ever holds a text of a person or of an article, a name, or a chat's own id. It imports no other room, so
each of them may tell it what it does.
"""
