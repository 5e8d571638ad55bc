"""The chat page behind a password: nobody sees or sends anything before they have logged in.

`POST /api/login` takes `{"password"}` and answers 204 with the session's cookie, 403 for a wrong one, or 429 where too
many were wrong; `POST /api/logout` takes the cookie back; `GET /api/session` answers 204 to whoever has logged in.
"""

import hashlib
import hmac
from typing import Final

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.conversation.faults import waiting
from bot.texts import say
from bot.web.requests import house_of, json_body, language_of
from bot.web.sessions import COOKIE, LASTING, Sessions
from bot.web.tries import Tries

SESSION: Final = "manqal.session"
"""The key of a request's scope under which the session stands."""

_PAGES: Final = {"/": "/login", "/en": "/login/en"}
_OPEN: Final = frozenset({*_PAGES.values(), "/login.js", "/chat.css", "/icon.svg", "/api/login"})
_BODY: Final = 4_096  # bytes


class _Tried(BaseModel):
    """What the page sends of somebody who wants to log in."""

    password: str = Field(max_length=1_000)


class Gate:
    """Lets nobody but who has logged in beyond the page on which one does."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        self._app, self._sessions = app, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection of the ASGI server."""
        if scope["type"] != "http" or scope["path"] in _OPEN:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        session = self._sessions.session(request.cookies.get(COOKIE, ""))
        if session is not None:
            await self._app({**scope, SESSION: session}, receive, send)
        elif scope["path"] in _PAGES:
            await RedirectResponse(_PAGES[scope["path"]], 303)(scope, receive, send)
        else:
            refusal = JSONResponse({"error": say("web.login_again", language_of(request))}, 401)
            await refusal(scope, receive, send)


class Login:
    """Compares passwords, and begins and ends sessions."""

    def __init__(self, password: str, sessions: Sessions, tries: Tries) -> None:
        self._password, self._sessions, self._tries = _digest(password), sessions, tries

    @property
    def routes(self) -> list[Route]:
        """What of the page it answers, beside the page on which one logs in."""
        return [
            Route("/api/login", self._enter, methods=["POST"]),
            Route("/api/logout", self._leave, methods=["POST"]),
            Route("/api/session", self._here),
        ]

    async def _enter(self, request: Request) -> Response:
        tried, language, address = await json_body(request, _Tried, _BODY), language_of(request), house_of(request)
        if wait := self._tries.wait(address):
            words = f"{say('web.login_slow', language)} {waiting(wait, language)}"
            return JSONResponse({"error": words}, 429, {"retry-after": str(wait)})
        if not hmac.compare_digest(_digest(tried.password), self._password):
            self._tries.failed(address)
            return JSONResponse({"error": say("web.login_wrong", language)}, 403)
        self._tries.succeeded(address)
        response, secure = Response(status_code=204), request.url.scheme == "https"
        response.set_cookie(
            COOKIE, self._sessions.begin(), max_age=LASTING, httponly=True, samesite="strict", secure=secure
        )
        return response

    async def _leave(self, _: Request) -> Response:
        response = Response(status_code=204)
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return response

    async def _here(self, _: Request) -> Response:
        return Response(status_code=204)


def _digest(password: str) -> bytes:
    """Return what is compared: of one length, whatever was typed."""
    return hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest()
