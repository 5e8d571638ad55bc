"""Articles behind links: finding links in a text, fetching what strangers name, reading what came."""
