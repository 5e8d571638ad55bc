"""How the weights of the ranker are made: which words of an article a person who summarises it takes."""
