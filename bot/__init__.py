"""The bot: an article in; a summary, who said what and answers out."""
