"""Reading Arabic as it is typed: normal forms with offsets, words, sentences, quotation marks, page leftovers."""
