"""What a message means in its chat, and the reply to it as data. Knows no platform."""
