import json
import lzma

from models.training.names import main

NAMES = ["زغبلوش", "قمطريس", "شنفليد", "طرخوند", "دبلنجوس"]
NOUNS = ["كتاب", "جدار", "قطار", "حصان", "مفتاح"]


def test_a_word_that_behaves_like_the_names_of_speakers_is_listed_and_nouns_are_not(tmp_path):
    news, annotated, out = (tmp_path / name for name in ("news.jsonl.xz", "annotated.jsonl", "names.txt"))
    lines = [f"التقى الوزير {name} وفدا وعاد {name} مساء" for name in NAMES]
    lines += [f"رأى الناس {noun} فوق ال{noun} ثم {noun}ه و{noun}ها قرب ال{noun}" for noun in NOUNS]
    with lzma.open(news, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"title": None, "text": line}) + "\n" for line in lines * 20)
    told = [
        {"text": (lines[n] + "\n") * 6, "quotes": [{"speaker": NAMES[n], "aliases": []}] if n < len(NAMES) else []}
        for n in range(len(lines))
        if NAMES[-1] not in lines[n] and NOUNS[-1] not in lines[n]
    ]
    annotated.write_text("".join(json.dumps(each) + "\n" for each in told), encoding="utf-8")

    main(news, annotated, out)

    listed = out.read_text("utf-8").split()
    assert NAMES[-1] in listed
    assert not set(NOUNS) & set(listed)
