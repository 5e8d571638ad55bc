"""The way from an empty database to the tables of today, one revision a change."""
