"""What each room counts of its work."""

import pytest

from bot.articles import sandbox
from bot.articles.links.fetching import PUBLIC
from bot.conversation import Conversation
from bot.conversation.turn import Message
from bot.engine import Watched, WatchedWriter, engine_of
from bot.errors import DamagedFile, LinkForbidden, LinkGone, TooLong
from bot.settings import Settings
from bot.storage import Store
from bot.telemetry.metrics import REGISTRY
from models.reader import read
from models.reading import Article
from models.summaries.engine import Draft, WriterError
from models.summaries.writing import WritingSummarizer
from tests.articles import inside
from tests.articles.links.site import answer, running
from tests.conversation.articles import PARK
from tests.llm.server import Server, refused, whole
from tests.summaries.llm.articles import ARTICLE, GOOD, ONE, TITLE, TWO, answered

FALSE = "أغلقت بلدية الياسمين مسرح المدينة بعد حريق أصاب 70 زائرا."


async def test_links_are_counted_by_what_came_of_them(counted):
    outcomes = ("fetched", "link_gone", "link_forbidden")
    for each in outcomes:
        counted("manqal_links_total", outcome=each)
    async with running() as site:
        site.pages |= {"/1": answer("<p>خبر</p>"), "/2": answer("", status="404 Not Found")}
        await site.fetcher().fetch("http://news.example/1", ("text/html",))
        with pytest.raises(LinkGone):
            await site.fetcher().fetch("http://news.example/2", ("text/html",))
        with pytest.raises(LinkForbidden):
            await site.fetcher(PUBLIC).fetch("http://127.0.0.1/", ("text/html",))

    assert [counted("manqal_links_total", outcome=each) for each in outcomes] == [1, 1, 1]


async def test_calls_of_the_sandbox_are_counted_by_what_came_of_them(counted):
    outcomes = ("read", "too_long", "damaged_file")
    for each in outcomes:
        counted("manqal_sandbox_calls_total", outcome=each)
    await sandbox.run(inside.article, "نص")
    with pytest.raises(TooLong):
        await sandbox.run(inside.refuse, 5)
    with pytest.raises(DamagedFile):
        await sandbox.run(inside.fail)

    assert [counted("manqal_sandbox_calls_total", outcome=each) for each in outcomes] == [1, 1, 1]


def test_summaries_are_counted_by_the_engine_that_wrote_them(counted):
    settings = Settings(_env_file=None)
    counted("manqal_summaries_total", engine="extractive")
    counted("manqal_engine_seconds_count", engine="extractive")

    read(Article(PARK), engine_of(settings))

    assert counted("manqal_summaries_total", engine="extractive") == 1
    assert counted("manqal_engine_seconds_count", engine="extractive") == 1
    assert REGISTRY.get_sample_value("manqal_info", {"version": "0.1.0", "engine": "extractive"}) == 1


def test_a_models_summary_its_failures_and_what_it_had_to_write_again_are_counted(counted):
    for engine in ("llm", "extractive"):
        counted("manqal_summaries_total", engine=engine)
    counted("manqal_summary_shortfalls_total", reason="unreachable")
    counted("manqal_unsupported_sentences_total", engine="llm")
    article = Article(ARTICLE, TITLE)
    with Server() as server:
        engine = engine_of(
            Settings(_env_file=None, summarizer="llm", llm_base_url=server.address, llm_model="tested", llm_timeout=5)
        )
        server.answer(whole(GOOD))
        read(article, engine)
        assert counted("manqal_unsupported_sentences_total", engine="llm") == 0
        server.answer(whole(answered(FALSE, TWO)), whole(answered(ONE)))
        read(article, engine)
        server.answer(*[refused(401)] * 3)
        read(article, engine)

    assert counted("manqal_unsupported_sentences_total", engine="llm") == 1
    assert counted("manqal_summaries_total", engine="llm") == 2
    assert counted("manqal_summaries_total", engine="extractive") == 1
    assert counted("manqal_summary_shortfalls_total", reason="unreachable") == 1


def test_the_writer_that_is_watched_is_the_one_behind_it():
    class Writer:
        name, capacity = "tested", 100

        def write(self, tasks):
            return [Draft(()) for _ in tasks]

        def check(self):
            raise WriterError("missing", "there is no model")

    watched = WatchedWriter(Writer())

    assert (watched.name, watched.capacity) == ("tested", 100)
    with pytest.raises(WriterError, match="no model"):
        watched.check()
    assert Watched(WritingSummarizer(watched), "tested").summarize(read(Article(PARK))).engine == "extractive"


async def test_articles_and_questions_are_counted_by_what_came_of_them(counted, tmp_path):
    names = [
        ("manqal_articles_total", "read"),
        ("manqal_answers_total", "answered"),
        ("manqal_answers_total", "absent"),
    ]
    for name, outcome in names:
        counted(name, outcome=outcome)
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/manqal.db")
    async with running() as site:
        conversation = Conversation(store, engine_of(Settings(_env_file=None)), 200_000, site.fetcher())
        for n, words in enumerate((PARK, "ماذا قالت ليلى نصار؟", "كم طائرة هبطت في المطار؟")):
            await conversation.receive(Message("telegram:1", str(n), words))
    await store.close()

    assert [counted(name, outcome=outcome) for name, outcome in names] == [1, 1, 1]


def test_every_label_has_few_values_and_every_name_is_ours():
    allowed = {"kind", "outcome", "engine", "stage", "reason", "method", "version", "le"}
    families = [each for each in REGISTRY.collect() if not each.name.startswith(("process_", "python_"))]

    assert families
    for family in families:
        assert family.name.startswith("manqal")
        for sample in family.samples:
            assert set(sample.labels) <= allowed, sample
