"""The forms of a verb that no stemmer brings together, because weak letters change in them: سعى، يسعى، ساعيا، سعت."""

from models.arabic.normalise import fold

_PREFIXES = ("ي", "ت", "سي", "ست")
_SHORTEST, _LONGEST = 3, 7


def forms_of(word: str) -> tuple[str, ...]:
    """Return, folded, a word and the forms that it has if it is the past of "he"; forms that no verb has do no harm."""
    norm = fold(word)
    if not _SHORTEST <= len(norm) <= _LONGEST or word.endswith(("ة", "ات", "ون", "ين")):
        return (norm,)
    weak = word.endswith(("ى", "ا"))
    base = norm[:-1] if weak else norm
    present = base[1:] if base.startswith("ا") and len(base) >= _SHORTEST else base
    endings = ("ي", "و") if weak else ("",)
    stems = {present + ending for ending in endings}
    if len(present) >= 2 and present[-2] == "ا":  # زار، يزور؛ أعاد، يعيد؛ نال، ينال
        stems |= {present[:-2] + letter + present[-1] for letter in "ويا"}
    if norm.startswith("ا") and word.startswith("أ") and weak and len(base) == 2:  # أدى، يؤدي
        stems |= {"و" + base[1:] + "ي"}
    found = [norm, base + "ت", base + "وا", *(prefix + stem for stem in sorted(stems) for prefix in _PREFIXES)]
    found += ["م" + stem for stem in sorted(stems)]
    if weak and len(norm) == _SHORTEST:  # سعى: ساع، ساعيا
        found += [norm[0] + "ا" + norm[1], norm[0] + "ا" + norm[1] + "يا", norm[:-1] + "ي"]
    return tuple(dict.fromkeys(found))
