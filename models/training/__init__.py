"""How the weights of this project are made and measured; the program never imports it."""
