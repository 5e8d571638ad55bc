"""Reading Arabic news: text in, typed reading out. Knows no chat and no front end."""
