"""How the weights of the answers are made: what speaks for an answer, and how much has to."""
