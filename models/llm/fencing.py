"""Texts of others in a request, fenced off as data.

An article can hold words that were put there for a model to obey. It stands between tags whose code its writer cannot
know, and no character is left in it that a tag, or a chat template's own marks ("<|im_end|>", "[INST]"), is made of.
"""

import re
import unicodedata

LONGEST_WORD = 16
"""Characters that a word may take on average, its space among them; hostile text has longer ones."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # controls, bidi marks, invisible tags, surrogates, no characters
_BREAKS = {ord(mark): "\n" for mark in "\r\x0b\x0c\x85\u2028\u2029"} | {ord("\t"): " "}
_ANGLES = str.maketrans("<>＜＞", "‹›‹›")
_TEMPLATE_MARK = re.compile(r"\[(/?[A-Z_]{1,40})\]")


def fenced(tag: str, text: str, nonce: str) -> str:
    """Return a text between tags of a name that have a code in them, made harmless."""
    return f"<{tag}-{nonce}>\n{harmless(text)}\n</{tag}-{nonce}>"


def harmless(text: str) -> str:
    """Return a text without invisible characters, and without those that could be read as a tag or a template's mark.

    "<|im_end|> [INST]" becomes "‹|im_end|› (INST)"; "[3]" and "[نحو]" stay.
    """
    seen = text.translate(_BREAKS)
    shown = "".join(char for char in seen if char == "\n" or unicodedata.category(char) not in _HIDDEN)
    return _TEMPLATE_MARK.sub(r"(\1)", shown.translate(_ANGLES))
