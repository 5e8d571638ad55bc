"""How Telegram brings updates to a webhook: the secret in a header, some at a time, each again until it is taken."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import httpx

if TYPE_CHECKING:
    from tests.telegram.botapi import BotApi

_PAUSES: Final = (0.1, 0.2, 0.5, 1.0)  # seconds before a further try; Telegram's own get longer
_PATIENCE: Final = 10.0  # seconds


class Webhook:
    """What waits at the server goes to `url`, from `start` until `close`, at most `most` updates at a time."""

    def __init__(self, api: "BotApi", url: str, secret: str | None, most: int, wanted: list[str]) -> None:
        self.url, self.secret, self.most = url, secret, most
        self._api, self._wanted = api, wanted
        self._flying: set[int] = set()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to bring what waits."""
        self._tasks = [asyncio.create_task(self._bring()) for _ in range(self.most)]

    async def close(self) -> None:
        """Bring nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._flying.clear()

    def _next(self) -> dict[str, Any] | None:
        """Return the oldest update that is wanted and not on its way."""
        waiting = (update for update in self._api.pending if update["update_id"] not in self._flying)
        return next((update for update in waiting if not self._wanted or set(self._wanted) & set(update)), None)

    async def _bring(self) -> None:
        headers = {} if self.secret is None else {"X-Telegram-Bot-Api-Secret-Token": self.secret}
        async with httpx.AsyncClient(headers=headers, timeout=_PATIENCE, trust_env=False) as client:
            while True:
                async with self._api.changed:
                    update = await self._api.changed.wait_for(self._next)
                    self._flying.add(update["update_id"])
                await self._until_taken(client, update)
                self._api.pending.remove(update)
                self._flying.discard(update["update_id"])

    async def _until_taken(self, client: httpx.AsyncClient, update: dict[str, Any]) -> None:
        pauses = iter(_PAUSES)
        while True:
            await self._api.until_reached()
            with suppress(httpx.HTTPError):
                self._api.delivered[update["update_id"]] += 1
                answer = await client.post(self.url, json=update)
                if answer.is_success and not self._api.is_deaf:
                    return
            await asyncio.sleep(next(pauses, _PAUSES[-1]))
