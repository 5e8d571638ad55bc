"""What became of every message: answered, in its order, once; and of what was not, where and by which fault."""

import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from tests.faults.crowd import Reader
from tests.faults.processes import Fault
from tests.faults.scenario import Step
from tests.telegram.botapi import Call

_NOTED: Final = 3.0  # seconds; what Telegram accepted is noted by then, also on a busy machine
_SHOWN: Final = 5  # of each kind, what the report tells of
_SAYING: Final = frozenset({"sendMessage", "editMessageText"})
_PROGRESS: Final = (
    "أعمل على رسالتك",
    "رسالتك في الانتظار",
    "دورك الآن",
)  # what takes long says so, in a group's messages
_CRASHES: Final = frozenset({"kill", "stall"})


@dataclass(frozen=True)
class Told:
    """Something that the bot said in a chat; `confirmed` is whether it could know that Telegram took it."""

    at: float
    chat: int
    text: str
    confirmed: bool
    message: int = 0


@dataclass
class Report:
    """The figures of one run; the lists name chat and place of what is wrong."""

    messages: int
    chats: int
    seconds: float = 0.0
    answered: int = 0
    lost: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    doubles_per_crash: list[int] = field(default_factory=list)
    doubles_by_outage: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    wait_median: float = 0.0
    wait_worst: float = 0.0

    @property
    def table(self) -> str:
        """The figures in lines, with a few examples of what is wrong."""
        lines = []
        for name, value in asdict(self).items():
            if isinstance(value, list) and value and isinstance(value[0], str):
                lines.append(f"{name:>18}  {len(value)}")
                lines += [f"{'':>18}    {each}" for each in value[:_SHOWN]]
            elif name == "doubles_per_crash":
                lines.append(f"{name:>18}  mean {_mean(value):.2f}, most {max(value, default=0)} of {len(value)}")
            else:
                lines.append(f"{name:>18}  {f'{value:.1f}' if isinstance(value, float) else value or 0}")
        return "\n".join(lines)

    def write(self, path: Path, name: str) -> None:
        """Add it to a file of reports by name."""
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        path.write_text(json.dumps(kept | {name: asdict(self)}, ensure_ascii=False, indent=1), encoding="utf-8")


def told(calls: Iterable[Call]) -> list[Told]:
    """Return what the bot said, in the order in which Telegram took it."""
    return [
        Told(call.at, int(call.params["chat_id"]), call.result["text"], call.answered, call.result["message_id"])
        for call in calls
        if call.method in _SAYING and call.status == 200
    ]


def report(readers: Sequence[Reader], said: Iterable[Told], faults: Sequence[Fault]) -> Report:
    """Return what became of all that was sent."""
    found = Report(sum(len(reader.chat.steps) for reader in readers), len(readers))
    by_chat = defaultdict(list)
    for each in said:
        by_chat[each.chat].append(each)
    crashes: Counter[Fault] = Counter({fault: 0 for fault in faults if fault.kind in _CRASHES})
    waits: list[float] = []
    for reader in readers:
        answers = _answers(reader.chat.steps, by_chat[reader.chat.id], found)
        _check_order(reader, answers, found)
        _check_places(reader, by_chat[reader.chat.id], found)
        waits += _waits(reader, answers, found)
        _count_doubles(reader, answers, faults, crashes, found)
    found.doubles_per_crash = [crashes[fault] for fault in sorted(crashes, key=lambda fault: fault.at)]
    found.faults = dict(Counter(fault.kind for fault in faults))
    found.wait_median, found.wait_worst = (statistics.median(waits), max(waits)) if waits else (0.0, 0.0)
    sent = [at for reader in readers for at in reader.sent.values()]
    ended = [each.at for answers in by_chat.values() for each in answers]
    found.seconds = max(ended, default=0.0) - min(sent, default=0.0) if ended else 0.0
    return found


def _answers(steps: Sequence[Step], said: Sequence[Told], found: Report) -> list[list[Told]]:
    """Return what answers each step; note what answers half of one, or none."""
    answers: list[list[Told]] = [[] for _ in steps]
    for each in said:
        answered = [at for at, step in enumerate(steps) if step.is_answered_by(each.text)]
        for at in answered:
            if steps[at].is_whole_in(each.text):
                answers[at].append(each)
            else:
                found.torn.append(f"{each.chat}/{at} {steps[at].kind.value}")
        if not answered and not each.text.startswith(_PROGRESS):
            found.strays.append(f"{each.chat} {each.text[:70]!r}")
    return answers


def _check_order(reader: Reader, answers: Sequence[Sequence[Told]], found: Report) -> None:
    latest = 0.0
    for at, (step, answered) in enumerate(zip(reader.chat.steps, answers, strict=True)):
        if step.is_message and answered:
            if answered[0].at < latest:
                found.out_of_order.append(f"{reader.chat.id}/{at} {step.kind.value}")
            latest = max(latest, answered[0].at)


def _check_places(reader: Reader, said: Sequence[Told], found: Report) -> None:
    """Note what took the place of the answer to something else; only a press and an edited article may."""
    held: dict[int, set[int]] = {}
    for each in said:
        answered = {at for at, step in enumerate(reader.chat.steps) if step.is_answered_by(each.text)}
        before = held.get(each.message, set())
        if (
            each.message
            and before
            and answered
            and not before & answered
            and all(reader.chat.steps[at].is_message for at in answered)
        ):
            found.overwritten.append(f"{each.chat}/{min(before)} message {each.message}")
        held[each.message] = answered or before


def _waits(reader: Reader, answers: Sequence[Sequence[Told]], found: Report) -> list[float]:
    """Return how long each answer took; note what has none."""
    waits = []
    for at, (step, answered) in enumerate(zip(reader.chat.steps, answers, strict=True)):
        if answered:
            found.answered += 1
            waits.append(answered[0].at - reader.sent[at])
        else:
            sent = "" if at in reader.sent else " (never sent)"
            found.lost.append(f"{reader.chat.id}/{at} {step.kind.value}{sent}")
    return waits


def _count_doubles(
    reader: Reader,
    answers: Sequence[Sequence[Told]],
    faults: Sequence[Fault],
    crashes: Counter[Fault],
    found: Report,
) -> None:
    for at, (step, answered) in enumerate(zip(reader.chat.steps, answers, strict=True)):
        for first, again in pairwise(answered):
            cause = next((fault for fault in faults if _explains(fault, first, again)), None)
            copies = f"messages {first.message} and {again.message}, {again.at - first.at:.1f} s apart"
            double = f"{reader.chat.id}/{at} {step.kind.value}, {copies}"
            found.doubled.append(double)
            if not first.confirmed or (cause is not None and cause not in crashes):
                found.doubles_by_outage += 1
            elif cause is not None:
                crashes[cause] += 1
            else:
                found.unexplained.append(double)


def _explains(fault: Fault, first: Told, again: Told) -> bool:
    """Say whether a fault fell between Telegram's acceptance of an answer and the note of it."""
    end = fault.at if fault.kind in _CRASHES else fault.until
    return fault.kind != "restart" and first.at <= end and fault.at <= again.at and fault.at - first.at <= _NOTED


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0
