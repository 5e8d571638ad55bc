"""The Telegram front end: updates in, rendered replies out."""
