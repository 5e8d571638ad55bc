"""The chat page as an ASGI app: the page itself, and the JSON that it sends and gets.

`POST /api/messages` takes `{"text", "reply_to"?}` and gives `{"message", "reply"}`, the id of what was sent and the
rendered reply; `POST /api/files` takes a file's bytes, its name percent-encoded in the X-File-Name header, and gives
the same; `POST /api/presses` takes `{"message", "action"}` and gives `{"reply"}`, which replaces the message
that was pressed; `POST /api/chats` begins a new chat. A fault gives `{"error"}`, in words. The Accept-Language header
says which language the words are in.
"""

import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, Field
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.articles.files import LARGEST, MEGABYTE
from bot.conversation.turn import Attachment, Message, Press
from bot.telemetry.observing import Outcome, Stage, note, observed, stage
from bot.texts import say
from bot.web.guard import Guard
from bot.web.login import SESSION, Gate, Login
from bot.web.render import render
from bot.web.requests import body_within, demand_type, json_body, language_of
from bot.web.sessions import Sessions
from bot.web.tries import Tries

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.conversation import Conversation

COOKIE = "manqal_chat"
"""The cookie that holds a chat's name: random, so that nobody reads another's chat, and out of reach of scripts."""

_LONGEST_NAME = 120  # characters of a file's name, from its end
_YEAR = 365 * 24 * 3600
_CHAT = re.compile(r"[\w-]{32}", re.ASCII)
_PAGES = Path(__file__).with_name("pages")
_TEMPLATES = Environment(loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined)
_FILES = {
    "chat.css": "text/css",
    "chat.js": "text/javascript",
    "icon.svg": "image/svg+xml",
    "login.js": "text/javascript",
}

_logger = logging.getLogger(__name__)


class _Sent(BaseModel):
    """What the page sends when something was written."""

    text: str
    reply_to: str | None = Field(default=None, max_length=64)


class _Pressed(BaseModel):
    """What the page sends when a button was pressed."""

    message: str = Field(max_length=64)
    action: str = Field(max_length=64)


def build(
    conversation: "Conversation",
    host: str = "localhost",
    closing: Callable[[], Awaitable[None]] | None = None,
    password: str | None = None,
) -> Starlette:
    """Return the app for a conversation; `host` is a name it answers to, `closing` is awaited when it ends.

    With a `password` nobody is answered who has not logged in.
    """
    sessions = Sessions()
    guard = Middleware(Guard, hosts=frozenset({"localhost", host.lower()}))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> "AsyncIterator[None]":
        yield
        if closing is not None:
            await closing()

    return Starlette(
        routes=[
            Route("/", partial(_page, language="ar", locked=password is not None)),
            Route("/en", partial(_page, language="en", locked=password is not None)),
            *(Route(f"/{name}", partial(_file, name=name)) for name in _FILES),
            Route("/api/messages", partial(_message, conversation), methods=["POST"]),
            Route("/api/files", partial(_sent_file, conversation), methods=["POST"]),
            Route("/api/presses", partial(_press, conversation), methods=["POST"]),
            Route("/api/chats", _new_chat, methods=["POST"]),
            *([] if password is None else _login_routes(Login(password, sessions, Tries()))),
        ],
        middleware=[guard] if password is None else [guard, Middleware(Gate, sessions=sessions)],
        exception_handlers={HTTPException: _fault},
        lifespan=lifespan,
    )


def _login_routes(login: Login) -> list[Route]:
    pages = (("/login", "ar"), ("/login/en", "en"))
    return [*(Route(path, partial(_login_page, language=language)) for path, language in pages), *login.routes]


async def _page(_: Request, language: str, *, locked: bool) -> Response:
    too_large = say("error.file_too_large", language, limit=LARGEST)
    return _made("chat.html", language, largest=LARGEST * MEGABYTE, too_large=too_large, locked=locked)


async def _login_page(_: Request, language: str) -> Response:
    return _made("login.html", language)


def _made(name: str, language: str, **told: object) -> Response:
    page = _TEMPLATES.get_template(name)
    return HTMLResponse(page.render(language=language, say=lambda key: say(key, language), **told))


async def _file(_: Request, name: str) -> Response:
    return Response((_PAGES / name).read_bytes(), media_type=_FILES[name])


async def _message(conversation: "Conversation", request: Request) -> Response:
    """Hand over what was written, and answer with the reply."""
    sent = await json_body(request, _Sent)
    return await _received(conversation, request, text=sent.text, reply_to=sent.reply_to)


async def _sent_file(conversation: "Conversation", request: Request) -> Response:
    """Hand over the file that was chosen or dropped, and answer with the reply."""
    demand_type(request, "application/octet-stream")
    name = unquote(request.headers.get("x-file-name", ""))[-_LONGEST_NAME:]
    try:
        content = await body_within(request, LARGEST * MEGABYTE)
    except HTTPException as error:
        if error.status_code != 413:
            raise
        return JSONResponse({"error": say("error.file_too_large", language_of(request), limit=LARGEST)}, 413)

    async def load() -> bytes:
        return content

    return await _received(conversation, request, text="", attachment=Attachment(name, load))


async def _received(
    conversation: "Conversation",
    request: Request,
    text: str = "",
    reply_to: str | None = None,
    attachment: Attachment | None = None,
) -> Response:
    """Answer a message with the conversation's reply."""
    chat, number, language = _chat(request), secrets.token_hex(8), language_of(request)

    async def turn() -> dict[str, Any]:
        reply = await conversation.receive(
            Message(f"web:{chat}", number, text, language, reply_to, attachment=attachment, session=_session(request))
        )
        carrier = secrets.token_hex(8)
        await conversation.sent(f"web:{chat}", carrier, reply.mark)
        return {"message": number, "reply": render(reply, carrier)}

    with observed(number, f"web:{chat}"):
        return await _answered(chat, language, turn)


async def _press(conversation: "Conversation", request: Request) -> Response:
    """Hand over the button that was pressed, and answer with what takes the message's place."""
    pressed = await json_body(request, _Pressed)
    chat, language = _chat(request), language_of(request)

    async def turn() -> dict[str, Any]:
        press = Press(f"web:{chat}", pressed.message, pressed.action, language, session=_session(request))
        reply = await conversation.press(press)
        await conversation.sent(f"web:{chat}", pressed.message, reply.mark)
        return {"reply": render(reply, pressed.message)}

    with observed(secrets.token_hex(8), f"web:{chat}"):
        return await _answered(chat, language, turn)


async def _answered(chat: str, language: str, turn: Callable[[], Awaitable[dict[str, Any]]]) -> Response:
    """Return what the turn gives, or say in words that it failed; either way the browser keeps its chat."""
    try:
        with stage(Stage.READ):
            response = JSONResponse(await turn())
    except Exception:
        note(outcome=Outcome.FAILED)
        _logger.exception("a turn of the chat page failed")
        response = JSONResponse({"error": say("error.unexpected", language)}, 500)
    return _keeping(chat, response)


async def _new_chat(_: Request) -> Response:
    return _keeping(_fresh_chat(), Response(status_code=204))


async def _fault(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    key = "web.too_large" if status == 413 else "web.bad_request"
    return JSONResponse({"error": say(key, language_of(request))}, status)


def _chat(request: Request) -> str:
    """Return the chat that the browser's cookie names, or the name of a new one."""
    chat = request.cookies.get(COOKIE, "")
    return chat if _CHAT.fullmatch(chat) else _fresh_chat()


def _session(request: Request) -> str | None:
    session = request.scope.get(SESSION)
    return None if session is None else str(session)


def _fresh_chat() -> str:
    return secrets.token_urlsafe(24)


def _keeping(chat: str, response: Response) -> Response:
    # Set by what the page's own script asks and not with the page: a link on another site opens the page without
    # the cookie (SameSite=Strict), and a new one would then take the place of the chat that there was.
    response.set_cookie(COOKIE, chat, max_age=_YEAR, httponly=True, samesite="strict")
    return response
