"""What the buttons under a summary show, and who may press them."""

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.figures import figures
from bot.conversation.persons import named_only
from bot.conversation.reply import Evidence, Heading, Item, Paragraph
from bot.conversation.suggestions import questions
from bot.storage import Store
from bot.texts import say
from models.answers import answer
from models.quotes import attribute
from models.reading import Article
from models.summaries.extractive import ExtractiveSummarizer
from tests.conversation.articles import BRIDGE, DENIAL, HARVEST, PARK
from tests.conversation.people import LIMIT, Person, actions, labels, quotations

VIEWS = ("who", "people", "figures", "questions")
VISIT = """زيارة إلى المصنع الجديد

زار وزير الصناعة محمد الأحمد مصنع الورق أمس، ورافقه المدير أحمد حسين في الزيارة.

وقال مدير المصنع سالم خليل إن الإنتاج زاد إلى 40 في المئة منذ عام 2024، وإن 120 عاملا وجدوا عملا فيه.

ودفعت الوزارة ليرة واحدة عن كل صندوق خلال الأشهر الستة الأولى من العام."""
SILENT = """افتتاح الحديقة الشمالية

افتتحت البلدية الحديقة الشمالية أمام الأطفال وعائلاتهم في احتفال صغير حضره سكان الحي وزينته الأشجار والورود."""


@pytest.mark.parametrize("view", VIEWS)
async def test_every_button_leads_back_to_the_summary(person, view):
    summary = await person.says(PARK)

    shown = await person.presses(f"{view}:{summary.article}")

    assert shown.article == summary.article
    assert (await person.presses(labels(shown)["الملخّص"])).blocks == summary.blocks


@pytest.mark.parametrize("view", VIEWS)
async def test_a_second_press_shows_the_same_and_so_does_one_after_a_restart(person, store, database_url, view):
    summary = await person.says(HARVEST)
    shown = await person.presses(f"{view}:{summary.article}")

    assert await person.presses(f"{view}:{summary.article}") == shown
    await store.close()
    again = await Store.open(database_url)
    restarted = Person(Conversation(again, ExtractiveSummarizer(), LIMIT, Fetcher()))
    assert await restarted.presses(f"{view}:{summary.article}") == shown
    await again.close()


async def test_people_are_the_speakers_with_their_statements_and_who_else_is_named(person):
    summary = await person.says(VISIT)

    reply = await person.presses(f"people:{summary.article}")

    assert reply.blocks == (
        Heading("المتكلّمون في الخبر"),
        Item("مدير المصنع سالم خليل: اقتباس واحد"),
        Heading("أسماء أخرى في الخبر"),
        Item("وزير الصناعة محمد الأحمد"),
        Item("المدير أحمد حسين"),
    )


@pytest.mark.parametrize("text", [PARK, BRIDGE, HARVEST, DENIAL, SILENT])
def test_nobody_is_named_who_is_not(text):
    assert named_only(attribute(Article(text))) == ()


async def test_figures_stand_above_the_sentences_that_have_them(person):
    summary = await person.says(VISIT)

    reply = await person.presses(f"figures:{summary.article}")

    assert [block.text for block in reply.blocks if isinstance(block, Heading)] == [
        "أمس",
        "40 في المئة، منذ عام 2024، 120 عاملا",
        "خلال الأشهر الستة الأولى",
    ]
    proofs = [block for block in reply.blocks if isinstance(block, Evidence)]
    assert all(proof.text in VISIT for proof in proofs)
    assert proofs[0].marked.of(proofs[0].text) == "أمس"


async def test_many_figures_are_turned_page_by_page_and_none_is_lost(person):
    article = "أسعار السوق اليوم\n\n" + "\n".join(
        f"بلغ سعر الصنف رقم {n} في سوق المدينة {n + 100} دينارا." for n in range(80)
    )
    summary = await person.says(article)

    pages = [await person.presses(f"figures:{summary.article}")]
    while "التالي" in labels(pages[-1]):
        pages.append(await person.presses(labels(pages[-1])["التالي"]))

    assert len(pages) > 2
    shown = [block.text for page in pages for block in page.blocks if isinstance(block, Evidence)]
    assert [f"{n + 100} دينارا" in line for n, line in enumerate(shown)] == [True] * 80


@pytest.mark.parametrize("text", [PARK, BRIDGE, HARVEST, DENIAL, VISIT])
def test_every_figure_is_a_slice_of_its_sentence(text):
    attribution = attribute(Article(text))

    for sentence, found in figures(attribution):
        assert all(sentence.covers(span) for span in found)
        assert [span.start for span in found] == sorted(span.start for span in found)


@pytest.mark.parametrize(("text", "fewest"), [(PARK, 2), (BRIDGE, 1), (HARVEST, 3), (DENIAL, 2)])
def test_the_questions_that_are_suggested_are_answered_from_the_article(text, fewest):
    attribution = attribute(Article(text))

    suggested = questions(attribution)

    assert fewest <= len(suggested) <= 3
    for question in suggested:
        answered = answer(attribution, question)
        assert answered.answerable
        assert answered.quotes
        assert answered.speaker is not None


def test_who_denied_something_is_asked_first():
    assert questions(attribute(Article(DENIAL)))[0] == "من نفى وقوع إصابات بين العمال؟"


async def test_a_suggested_question_is_answered_in_place(person):
    summary = await person.says(PARK)
    suggested = await person.presses(f"questions:{summary.article}")
    question = next(block.text for block in suggested.blocks if isinstance(block, Item))

    answered = await person.presses(labels(suggested)["1"])

    assert answered.blocks[0] == Heading(question)
    assert quotations(answered)
    assert (await person.presses(labels(answered)["أسئلة مقترحة"])) == suggested


@pytest.mark.parametrize(
    ("view", "key"),
    [("people", "people.none"), ("figures", "figures.none"), ("questions", "questions.none"), ("who", "who.nobody")],
)
async def test_where_there_is_nothing_to_show_it_is_said(person, view, key):
    summary = await person.says(SILENT)

    assert (await person.presses(f"{view}:{summary.article}")).blocks == (Paragraph(say(key, "ar")),)


async def test_only_whose_message_was_answered_may_press_its_buttons(conversation):
    owner = Person(conversation, chat="telegram:-5", name="1")
    stranger = Person(conversation, chat="telegram:-5", name="2", language="en")
    summary = await owner.says(PARK)
    at = owner.answer

    assert await conversation.refusal(owner.press(actions(summary)[0], at)) is None
    assert await conversation.refusal(stranger.press(actions(summary)[0], at)) == say("press.not_yours", "en")


@pytest.mark.parametrize("command", ["/articles", "/settings", "/forget"])
async def test_buttons_of_a_command_are_for_whoever_gave_it(conversation, command):
    owner = Person(conversation, chat="telegram:-5", name="1")
    stranger = Person(conversation, chat="telegram:-5", name="2")
    await owner.says(PARK)
    await owner.says(command)

    assert await conversation.refusal(owner.press("articles:0", owner.answer)) is None
    assert await conversation.refusal(stranger.press("articles:0", owner.answer)) is not None


async def test_a_message_stays_its_owners_after_the_owner_pressed(conversation):
    owner = Person(conversation, chat="telegram:-5", name="1")
    stranger = Person(conversation, chat="telegram:-5", name="2")
    summary = await owner.says(PARK)
    at = owner.answer
    shown = await conversation.press(owner.press(f"who:{summary.article}", at))
    await conversation.sent(owner.chat, at, shown.mark)

    assert await conversation.refusal(stranger.press(f"summary:{summary.article}", at)) is not None


async def test_where_the_platform_does_not_say_who_wrote_everybody_may_press(conversation):
    await Person(conversation, chat="telegram:-5").says(PARK)

    assert await conversation.refusal(Person(conversation, chat="telegram:-5", name="2").press("who:1", "2")) is None
