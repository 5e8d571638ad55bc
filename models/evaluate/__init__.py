"""How good the reading is: figures against articles that people annotated."""
