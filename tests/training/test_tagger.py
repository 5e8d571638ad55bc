"""The network learns, and NumPy reads what torch learned: on a small article of our own."""

import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from models.quotes.document import Document, Range
from models.quotes.tagger.facts import Between, Flags
from models.quotes.tagger.inputs import features, rows
from models.quotes.tagger.network import log_softmax, network
from models.reading import Span
from models.training.annotated import AnnotatedArticle, AnnotatedQuote, annotated, as_gold, digest
from models.training.tagger.examples import cropped, from_annotation, from_rules
from models.training.tagger.learning import learn, mean, relabelled, tune
from models.training.tagger.network import Tagger

TEXT = "قالت الوزيرة سلمى عيد إن الجسر يفتح الأحد، مضيفة أن الطريق آمن.\nونفى المدير هاني زين تأخر العمل."
QUOTES = (("الجسر يفتح الأحد", "قالت", "الوزيرة سلمى عيد", 0), ("الطريق آمن", "مضيفة", None, 0))
QUOTES += (("تأخر العمل", "ونفى", "المدير هاني زين", 1),)


def place(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def article() -> AnnotatedArticle:
    quotes = tuple(
        AnnotatedQuote(place(content), "indirect", place(cue), place(mention) if mention else None, speaker)
        for content, cue, mention, speaker in QUOTES
    )
    speakers = ((place("الوزيرة سلمى عيد"), place("سلمى")), (place("المدير هاني زين"),))
    return AnnotatedArticle("one", "ours", "", TEXT, speakers, quotes)


def words() -> dict[str, int]:
    every = sorted({feature for each in features(Document(TEXT)) for feature in each if feature})
    return {feature: row for row, feature in enumerate(every, 1)}


def test_an_annotated_article_becomes_targets() -> None:
    example = from_annotation(article(), words())
    document = Document(TEXT)
    told = [document.span(target.content).of(TEXT) for target in example.targets]
    assert told == [content for content, *_ in QUOTES]
    assert example.targets[1].source is None
    assert example.people[0][0] == example.targets[0].source


def test_a_crop_keeps_what_stands_wholly_inside_it() -> None:
    example = from_annotation(article(), words())
    crops = [cropped(example, random.Random(seed)) for seed in range(20)]
    assert {len(each.targets) for each in crops} >= {1, 3}
    for each in crops:
        assert all(0 <= target.cue < len(each) and target.content.last <= len(each) for target in each.targets)


def test_numpy_reads_what_torch_has_learned(tmp_path: Path) -> None:
    torch.manual_seed(0)
    net = Tagger(len(words()), 0.0).eval()
    net.pack(tmp_path / "network.npz")
    document = Document(TEXT)
    read = rows(document, words())
    window, told = Between(Flags.of(document)).near([0, 12], {})
    ours = network(tmp_path)
    encoded = ours.encode(read)
    with torch.no_grad():
        theirs = net.encode(torch.from_numpy(read.astype(np.int64))[None])
        at, cues = torch.zeros(2, dtype=torch.long), torch.tensor([0, 12])
        scores = net.near(theirs, at, cues, torch.from_numpy(window), torch.from_numpy(told), net.drop).numpy()
    assert encoded == pytest.approx(theirs[0].numpy(), abs=0.05)
    inside = window >= 0
    points = ours.points("near", ours.pointed("near", encoded), encoded[[0, 12]], window, told)
    assert points[inside] == pytest.approx(log_softmax(scores)[inside], abs=0.05)


def test_an_article_is_learned_by_heart_and_averaged(tmp_path: Path) -> None:
    example = from_annotation(article(), words())
    said: list[str] = []
    torch.manual_seed(1)
    net = Tagger(len(words()), 0.0)
    tune(net, [example] * 8, 120, said.append)
    first, last = (sum(map(float, line.split(": ")[1].split())) for line in (said[0], said[119]))
    assert last < first / 4
    found = next(relabelled(mean([net, net]), [example]))
    assert [target.content for target in found.targets] == [target.content for target in example.targets]


def test_what_the_rules_read_is_learned_from_too() -> None:
    example = from_rules("one", TEXT, words())
    assert [target.content for target in example.targets][:1] == [Range(5, 8)]
    said: list[str] = []
    torch.manual_seed(1)
    learn(Tagger(len(words()), 0.0), [example] * 8, 0.02, said.append)


def test_annotations_are_joined_to_the_texts_that_they_count_in(tmp_path: Path) -> None:
    corpus, marks = tmp_path / "corpus.jsonl.xz", tmp_path / "marks.jsonl"
    told = {"id": "one", "source": "ours", "title": "عنوان", "text": TEXT}
    with lzma.open(corpus, "wt", encoding="utf-8") as out:
        out.write(json.dumps(told, ensure_ascii=False) + "\n")
    quote = [place(QUOTES[0][0]).start, place(QUOTES[0][0]).end, "indirect", 0, 4, [5, 21], 0]
    line = {"id": "one", "digest": digest(TEXT), "speakers": [[[5, 21], [13, 17]]], "quotes": [quote]}
    marks.write_text(json.dumps(line) + "\n", encoding="utf-8")
    gold = as_gold(next(iter(annotated(corpus, marks))))
    assert gold["quotes"] == [
        {
            "text": "الجسر يفتح الأحد",
            "occurrence": 0,
            "kind": "indirect",
            "cue": "قالت",
            "mention": "الوزيرة سلمى عيد",
            "speaker": "الوزيرة سلمى عيد",
            "aliases": ["سلمى"],
        }
    ]
    marks.write_text(json.dumps(line | {"digest": "0"}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="one"):
        next(iter(annotated(corpus, marks)))
