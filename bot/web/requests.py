"""What a request brings: its body within bounds, the language of who asks, and where they ask from."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from bot.texts import closest

BODY_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of JSON; a text that is too long for the bot still gets its answer in words."""

_HOUSE: Final = 64  # bits of an IPv6 address; who has one has all that begin with them

_Body = TypeVar("_Body", bound=BaseModel)


async def json_body(request: Request, kind: type[_Body], limit: int = BODY_LIMIT) -> _Body:
    """Return the request's JSON, or raise a 4xx; a form, which other sites may send unasked, is refused."""
    demand_type(request, "application/json")
    try:
        return kind.model_validate_json(await body_within(request, limit))
    except ValidationError as error:
        raise HTTPException(400) from error


def demand_type(request: Request, wanted: str) -> None:
    """Raise a 415 where the body is of another type."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != wanted:
        raise HTTPException(415)


async def body_within(request: Request, limit: int) -> bytes:
    """Return the request's body, or raise a 413 as soon as it is longer than `limit` bytes."""
    if int(request.headers.get("content-length", 0)) > limit:
        raise HTTPException(413)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > limit:
                raise HTTPException(413)
    except ClientDisconnect as gone:
        raise HTTPException(400) from gone
    return bytes(body)


def language_of(request: Request) -> str:
    """Return the language that the browser asks for."""
    return closest(request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip())


def house_of(request: Request) -> str:
    """Return the address that a request comes from, of IPv6 the part that one household has; empty where unknown."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    return str(ip_network((address, _HOUSE), strict=False)) if isinstance(address, IPv6Address) else str(address)
