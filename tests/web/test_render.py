"""A reply as the page's JSON."""

import pytest

from bot.conversation.reply import Button, Document, Evidence, Heading, Item, Lead, Paragraph, Quotation, Reply
from bot.web.render import render
from models.reading import Span


def test_every_kind_of_block_keeps_its_name_and_its_words():
    blocks = (Heading("ا"), Paragraph("ب"), Item("ج"), Quotation("<b>د</b>"), Evidence("ه"), Lead("و"))

    assert [(block["kind"], block["parts"]) for block in render(Reply(blocks), "m")["blocks"]] == [
        (kind, [{"text": text, "marked": False}])
        for kind, text in [
            ("heading", "ا"), ("paragraph", "ب"), ("item", "ج"), ("quotation", "<b>د</b>"), ("evidence", "ه"),
            ("lead", "و"),
        ]
    ]  # fmt: skip


def test_a_numbered_item_keeps_its_number_and_a_file_its_name_and_content():
    reply = Reply((Item("خبر", "2."),), documents=(Document("manqal.md", "# من"),), language="ar")

    told = render(reply, "m")

    assert told["blocks"] == [{"kind": "entry", "parts": [{"text": "2. خبر", "marked": False}]}]
    assert told["documents"] == [{"name": "manqal.md", "content": "# من"}]
    assert told["language"] == "ar"


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        (Span(2, 7), [("🎉 ", False), ("قالت ", True), ("نعم", False)]),
        (Span(0, 10), [("🎉 قالت نعم", True)]),
        (Span(3, 3), [("🎉 ق", False), ("الت نعم", False)]),
        (None, [("🎉 قالت نعم", False)]),
    ],
)
def test_what_is_marked_is_a_part_of_its_own_because_browsers_count_an_emoji_twice(marked, parts):
    (block,) = render(Reply((Evidence("🎉 قالت نعم", marked),)), "m")["blocks"]

    assert block["parts"] == [{"text": text, "marked": is_marked} for text, is_marked in parts]


def test_buttons_keep_their_rows_and_actions():
    rows = ((Button("من", "who:1"),), (Button("أقصر", "short:1"), Button("أطول", "long:1")))

    told = render(Reply((Paragraph("ا"),), rows, 1), "m")

    assert told["message"] == "m"
    assert told["article"] == 1
    assert told["buttons"] == [
        [{"label": "من", "action": "who:1"}],
        [{"label": "أقصر", "action": "short:1"}, {"label": "أطول", "action": "long:1"}],
    ]
