"""An article out of a PDF: glyphs where they stand, lines as they are read, columns, paragraphs.

A PDF holds no text but glyphs at places, in whatever order its program drew them, Arabic mostly from left to right.
So the order of the text is taken from where the glyphs stand, as an eye takes it, and the stored order only decides
where places cannot.
"""
