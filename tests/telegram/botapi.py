"""A Bot API server on this machine, over real HTTP, with the rules of Telegram's that a bot stumbles over.

`getUpdates` confirms what is below its offset, delivers the rest again and again until it is confirmed, waits for
something to come, and ends an older request with 409. Messages are checked as Telegram checks them: markup, length,
emptiness, buttons, edits that change nothing; inline results too. With a webhook set, updates are brought to it, see
`webhook.py`. `refuse` makes the next calls of a method fail, `block` a chat, `break_off` ends the connection before or
after a call was carried out, `garble` answers it with anything at all, `away` is a server that is not there, `cut` a
network that is.
"""

import asyncio
import itertools
import json
import re
import socket
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal, Self
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.telegram import markup
from tests.telegram.webhook import Webhook

LIMIT = 4096
DOWNLOAD_LIMIT = 20 * 1024 * 1024

Params = dict[str, Any]
Cut = Literal["refuse", "hang", "drop"]
"""A network that refuses connections, swallows requests, or brings them and not their answers."""

_JSON = {
    "reply_markup", "reply_parameters", "allowed_updates", "commands", "link_preview_options", "results", "button",
}  # fmt: skip


@dataclass(frozen=True)
class Call:
    """One request of the bot's, the status that it got, and the result of one that was carried out.

    `answered` is whether the bot could know of it.
    """

    method: str
    params: Params
    status: int
    at: float
    result: Any = None
    answered: bool = True


class RefusedError(Exception):
    """A request that is answered with an error, in Telegram's words."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.body = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


class BrokenOff(Response):
    """An answer that ends, and its connection with it, before it has said anything."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


def bad_request(description: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {description}")


@dataclass
class BotApi:
    """The server; enter it to start it. `token` is the only one that it knows."""

    token: str = "424242:AAE-a_token_like_those_that_BotFather_gives"
    database: str = ""
    bot: dict[str, Any] = field(
        default_factory=lambda: (
            {"id": 424242, "is_bot": True, "first_name": "من قال", "username": "ManQalBot"}
            | {"supports_inline_queries": True}
        )
    )
    calls: list[Call] = field(default_factory=list)
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    pending: list[dict[str, Any]] = field(default_factory=list)
    delivered: Counter[int] = field(default_factory=Counter)
    blocked: set[int] = field(default_factory=set)
    drafts: list[tuple[int, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    admins: set[tuple[int, int]] = field(default_factory=set)  # chat and user

    def __post_init__(self) -> None:
        self._refusals: dict[str, list[RefusedError]] = defaultdict(list)
        self._delays: dict[str, float] = {}
        self._breaks: dict[str, list[bool]] = defaultdict(list)
        self._garbage: dict[str, list[bytes]] = defaultdict(list)
        self._port = 0
        self._shown: dict[int, asyncio.Queue[dict[str, Any]]] = defaultdict(asyncio.Queue)
        self._offers: dict[str, asyncio.Queue[dict[str, Any]]] = defaultdict(asyncio.Queue)
        self.chats: dict[int, dict[str, Any]] = {}
        self._queries: set[str] = set()
        self._update_ids = itertools.count(810_000_001)
        self._message_ids: dict[int, itertools.count[int]] = defaultdict(lambda: itertools.count(101))
        self._poll = 0
        self.changed = asyncio.Condition()
        self._closing = False
        self._cut: Cut | None = None
        self._mended = asyncio.Event()
        self.webhook: Webhook | None = None

    # ---- starting and stopping

    async def __aenter__(self) -> Self:
        self._closing = False
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        self.root = f"http://127.0.0.1:{self._port}"
        app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._request, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._download),
            ]
        )
        config = uvicorn.Config(app, log_config=None, lifespan="off", ws="none", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[self._listener]))
        while not self._server.started:  # noqa: ASYNC110 - uvicorn sets no event
            await asyncio.sleep(0.005)
        if self.webhook is not None:
            self.webhook.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing = self._server.should_exit = True
        await self._notify()
        if self.webhook is not None:
            await self.webhook.close()
        await self._serving
        self._listener.close()

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Be out of reach for as long as the block runs."""
        await self.__aexit__()
        try:
            yield
        finally:
            await self.__aenter__()

    @asynccontextmanager
    async def cut(self, how: Cut) -> AsyncIterator[None]:
        """Answer nothing as long as the block runs."""
        if how == "refuse":
            async with self.away():
                yield
            return
        self._cut = how
        self._mended.clear()
        try:
            yield
        finally:
            self._cut = None
            self._mended.set()

    async def until_reached(self) -> None:
        """Wait until requests come and go, or at least go."""
        while self._cut == "hang":
            await self._mended.wait()

    @property
    def is_deaf(self) -> bool:
        """Whether no answer reaches anyone."""
        return self._cut is not None

    async def _notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    # ---- what a test does

    async def push(self, update: dict[str, Any]) -> int:
        """Let an update wait for the bot, as raw JSON; returns its id, given here unless it has one."""
        update = {"update_id": next(self._update_ids), **update}
        match update:
            case {"message": {"chat": {"id": chat}, "message_id": number} as message} | {
                "channel_post": {"chat": {"id": chat}, "message_id": number} as message
            }:
                self.messages[chat, number] = message
                self.chats.setdefault(chat, message["chat"])
            case {"my_chat_member": {"chat": {"id": chat} as entered}}:
                self.chats[chat] = entered
            case {"callback_query": {"id": query}} | {"inline_query": {"id": query}}:
                self._queries.add(query)
        self.pending.append(update)
        await self._notify()
        return update["update_id"]

    def next_message_id(self, chat: int = 0) -> int:
        """Return the id of the next message: private chats count together, a group or a channel by itself."""
        return next(self._message_ids[min(chat, 0)])

    async def offer(self, query: str, within: float = 20) -> dict[str, Any]:
        """Return the answer to an inline query, its messages as they would be sent, waiting for it."""
        async with asyncio.timeout(within):
            return await self._offers[query].get()

    def refuse(self, method: str, status: int, description: str, *, times: int = 1, **parameters: Any) -> None:
        """Answer the next calls of a method with an error."""
        self._refusals[method] += [RefusedError(status, description, **parameters)] * times

    def break_off(self, method: str, *, accepted: bool | None, times: int = 1) -> None:
        """End the connection of the next calls of a method instead of answering, once it is carried out or before.

        With None they are answered.
        """
        self._breaks[method] += [accepted] * times

    def garble(self, method: str, *bodies: bytes) -> None:
        """Answer the next calls of a method with these bodies, and carry out none of them."""
        self._garbage[method] += bodies

    def delay(self, method: str, seconds: float) -> None:
        """Answer a method only after a while."""
        self._delays[method] = seconds

    def block(self, chat: int) -> None:
        """Let the person of a private chat block the bot."""
        self.blocked.add(chat)

    async def shown(self, chat: int, within: float = 20) -> dict[str, Any]:
        """Return the next message that the bot sends to or edits in a chat, waiting for it."""
        async with asyncio.timeout(within):
            return await self._shown[chat].get()

    def of(self, method: str) -> list[Call]:
        """Return the calls of a method so far."""
        return [call for call in self.calls if call.method == method]

    async def until(self, true: Callable[[], object], within: float = 20) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(within):
            while not true():  # noqa: ASYNC110 - what it looks at is anything, often in the bot's own process
                await asyncio.sleep(0.01)

    # ---- HTTP

    async def _request(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            params = await _params(request) | dict(request.query_params)
        except ClientDisconnect:  # a bot that was killed
            return Response()
        status, body = 200, {}
        accepted = self._breaks[method].pop(0) if self._breaks[method] else None
        if self._cut is not None:
            accepted = self._cut == "drop"
        if self._cut == "hang":
            await self._mended.wait()
        if accepted is False:
            self.calls.append(Call(method, params, 0, time.monotonic(), answered=False))
            return BrokenOff()
        if self._garbage[method]:
            self.calls.append(Call(method, params, 0, time.monotonic()))
            return Response(self._garbage[method].pop(0))
        try:
            body = {"ok": True, "result": await self._answer(request.path_params["token"], method, params)}
        except RefusedError as refusal:
            status, body = refusal.status, refusal.body
        self.calls.append(Call(method, params, status, time.monotonic(), body.get("result"), not accepted))
        return BrokenOff() if accepted else JSONResponse(body, status)

    async def _answer(self, token: str, method: str, params: Params) -> Any:
        if token != self.token:
            raise RefusedError(401, "Unauthorized")
        handler: Callable[[Params], Awaitable[Any]] | None = getattr(self, f"_{method}", None)
        if handler is None:
            raise RefusedError(404, "Not Found")
        await asyncio.sleep(self._delays.get(method, 0))
        if self._refusals[method]:
            raise self._refusals[method].pop(0)
        return await handler(params)

    async def _download(self, request: Request) -> Response:
        path = request.path_params["path"]
        if request.path_params["token"] != self.token or path not in self.files:
            return JSONResponse({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
        return Response(self.files[path])

    # ---- the methods, named as Telegram names them

    async def _getMe(self, _: Params) -> Any:  # noqa: N802
        return self.bot

    async def _getUpdates(self, params: Params) -> Any:  # noqa: N802
        if self.webhook is not None:
            raise RefusedError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
                "webhook first",
            )
        offset, wanted = int(params.get("offset", 0)), params.get("allowed_updates") or []
        self.pending = [
            update for update in self.pending if update["update_id"] >= offset and _is_wanted(update, wanted)
        ]
        self._poll += 1
        mine = self._poll
        await self._notify()
        with suppress(TimeoutError):
            async with asyncio.timeout(float(params.get("timeout", 0))), self.changed:
                await self.changed.wait_for(lambda: self.pending or self._poll != mine or self._closing)
        if self._poll != mine:
            raise RefusedError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        batch = [u for u in self.pending if _is_wanted(u, wanted)][: int(params.get("limit", 100))]
        self.delivered.update(update["update_id"] for update in batch)
        return batch

    async def _setWebhook(self, params: Params) -> Any:  # noqa: N802
        await self._deleteWebhook({})
        most, wanted = int(params.get("max_connections", 40)), params.get("allowed_updates") or []
        self.webhook = Webhook(self, params["url"], params.get("secret_token"), most, wanted)
        self.webhook.start()
        return True

    async def _deleteWebhook(self, _: Params) -> Any:  # noqa: N802
        if self.webhook is not None:
            await self.webhook.close()
        self.webhook = None
        return True

    async def _getWebhookInfo(self, _: Params) -> Any:  # noqa: N802
        url = self.webhook.url if self.webhook else ""
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self.pending)}

    async def _setMyCommands(self, _: Params) -> Any:  # noqa: N802
        return True

    async def _sendChatAction(self, params: Params) -> Any:  # noqa: N802
        self._check_chat(params)
        return True

    async def _answerCallbackQuery(self, params: Params) -> Any:  # noqa: N802
        if params["callback_query_id"] not in self._queries:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self._queries.remove(params["callback_query_id"])
        return True

    async def _sendMessageDraft(self, params: Params) -> Any:  # noqa: N802
        chat = self._check_chat(params)
        if chat < 0:
            raise bad_request("chat not found")
        self.drafts.append((chat, params["text"]))
        return True

    async def _deleteMessage(self, params: Params) -> Any:  # noqa: N802
        if self.messages.pop((self._check_chat(params), int(params["message_id"])), None) is None:
            raise bad_request("message to delete not found")
        return True

    async def _answerInlineQuery(self, params: Params) -> Any:  # noqa: N802
        results = params["results"]
        if params["inline_query_id"] not in self._queries:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(results) > 50:
            raise bad_request("RESULTS_TOO_MUCH")
        ids = [result["id"] for result in results]
        if len(set(ids)) < len(ids):
            raise bad_request("RESULT_ID_DUPLICATE")
        if not all(1 <= len(each.encode()) <= 64 for each in ids):
            raise bad_request("RESULT_ID_INVALID")
        if len(params.get("next_offset", "").encode()) > 64:
            raise bad_request("NEXT_OFFSET_INVALID")
        if (button := params.get("button")) and not re.fullmatch(r"[\w-]{1,64}", button["start_parameter"], re.ASCII):
            raise bad_request("START_PARAM_INVALID")
        offered = [_offered(result) for result in results]
        self._queries.remove(params["inline_query_id"])
        self._offers[params["inline_query_id"]].put_nowait({**params, "results": offered})
        return True

    async def _getChatMember(self, params: Params) -> Any:  # noqa: N802
        chat, user = self._check_chat(params), int(params["user_id"])
        member = {"user": {"id": user, "is_bot": False, "first_name": "عضو"}}
        if (chat, user) not in self.admins:
            return {**member, "status": "member"}
        rights = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
                  "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
                  "can_post_stories", "can_edit_stories", "can_delete_stories")  # fmt: skip
        return {**member, "status": "administrator", **dict.fromkeys(rights, False)}

    async def _sendMessage(self, params: Params) -> Any:  # noqa: N802
        chat = self._check_chat(params)
        message = {
            "message_id": self.next_message_id(chat),
            "date": int(time.time()),
            "chat": self._chat_of(chat),
            "from": self.bot,
            **_content(params),
        }
        answered = params.get("reply_parameters", {})
        if answered and (chat, answered["message_id"]) in self.messages:
            message["reply_to_message"] = _without_reply(self.messages[chat, answered["message_id"]])
        elif answered and not answered.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        self.messages[chat, message["message_id"]] = message
        self._shown[chat].put_nowait(message)
        return message

    async def _sendDocument(self, params: Params) -> Any:  # noqa: N802
        chat = self._check_chat(params)
        name, content = next(value for value in params.values() if isinstance(value, tuple))
        if not content:
            raise bad_request("file must be non-empty")
        number = self.next_message_id(chat)
        self.files[f"sent{number}"] = content
        document = {"file_id": f"sent{number}", "file_unique_id": f"sent{number}", "file_name": name}
        message = {
            "message_id": number,
            "date": int(time.time()),
            "chat": self._chat_of(chat),
            "from": self.bot,
            "document": {**document, "file_size": len(content)},
        }
        self.messages[chat, number] = message
        self._shown[chat].put_nowait(message)
        return message

    async def _editMessageText(self, params: Params) -> Any:  # noqa: N802
        chat = self._check_chat(params)
        message = self.messages.get((chat, int(params["message_id"])))
        if message is None:
            raise bad_request("message to edit not found")
        if message["from"] != self.bot:
            raise bad_request("message can't be edited")
        content = _content(params)
        if content == {key: message[key] for key in ("text", "entities", "reply_markup") if key in message}:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same "
                "as a current content and reply markup of the message"
            )
        edited = {key: value for key, value in message.items() if key not in {"text", "entities", "reply_markup"}}
        edited |= {**content, "edit_date": int(time.time())}
        self.messages[chat, message["message_id"]] = edited
        self._shown[chat].put_nowait(edited)
        return edited

    async def _getFile(self, params: Params) -> Any:  # noqa: N802
        name = params["file_id"]
        if name not in self.files:
            raise bad_request("invalid file_id")
        if len(self.files[name]) > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        size = len(self.files[name])
        return {"file_id": name, "file_unique_id": name, "file_size": size, "file_path": name}

    def _check_chat(self, params: Params) -> int:
        chat = int(params["chat_id"])
        if chat in self.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        return chat

    def _chat_of(self, chat: int) -> dict[str, Any]:
        return self.chats.get(chat) or next(m["chat"] for (place, _), m in self.messages.items() if place == chat)


async def _params(request: Request) -> Params:
    """Return a form's fields, those that hold JSON objects or lists read, and its files as (name, content)."""
    fields: Params = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            fields[name] = value if isinstance(value, str) else (value.filename, await value.read())
    for name in _JSON & set(fields):
        fields[name] = json.loads(fields[name])
    return fields


def _is_wanted(update: dict[str, Any], kinds: list[str]) -> bool:
    return not kinds or any(kind in update for kind in kinds)


def _content(params: Params) -> dict[str, Any]:
    """Return text, entities and keyboard of a message as it will stand, or raise RefusedError."""
    try:
        text, entities = markup.parse(params["text"]) if params.get("parse_mode") == "HTML" else (params["text"], [])
    except markup.MalformedError as error:
        raise bad_request(f"can't parse entities: {error}") from error
    if not text.strip():
        raise bad_request("message text is empty")
    if markup.units(text) > LIMIT:
        raise bad_request("message is too long")
    keyboard = params.get("reply_markup")
    for button in itertools.chain.from_iterable(keyboard["inline_keyboard"] if keyboard else []):
        if "url" in button and "." not in (urlsplit(button["url"]).hostname or ""):
            raise bad_request("BUTTON_URL_INVALID")
        if "url" not in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    content = {"text": text, "entities": entities, "reply_markup": keyboard}
    return {key: value for key, value in content.items() if value}


def _offered(result: dict[str, Any]) -> dict[str, Any]:
    """Return an inline result with its message as it would be sent, or raise RefusedError."""
    if not result.get("title", "").strip():
        raise bad_request("RESULT_TITLE_INVALID")
    content = result["input_message_content"]
    message = _content({**content, "text": content["message_text"], "reply_markup": result.get("reply_markup")})
    return {**result, "message": message}


def _without_reply(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key != "reply_to_message"}
