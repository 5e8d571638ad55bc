"""Chromium without a window, driven through its DevTools protocol over a pipe: no driver and no library."""

import base64
import json
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 20  # seconds
_LEFT = ("navigated", "context was destroyed", "Cannot find context", "default execution context")


class PageLeftError(AssertionError):
    """The page was left while something was asked of it."""


def installed() -> str | None:
    """Return the path of a Chromium of this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page of a browser of its own, its console and every fault that it reported kept in `faults`."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process, self._write, self._read = _start(program, self._profile.name)
        self._numbers, self._pending = 0, b""
        self.faults: list[str] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(f"{domain}.enable")
        calm = {"name": "prefers-reduced-motion", "value": "reduce"}  # else a button moves between look and press
        self.ask("Emulation.setEmulatedMedia", features=[calm])

    def close(self) -> None:
        """End the browser and forget its profile."""
        self._ask("Browser.close")
        os.waitpid(self._process, 0)
        os.close(self._write)
        os.close(self._read)
        self._profile.cleanup()

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask something of the page and return the result."""
        return self._ask(method, self._session, **parameters)

    def open(self, url: str) -> None:
        """Load a page and wait until it is ready."""
        self.ask("Page.navigate", url=url)
        self.wait("location.href !== 'about:blank'")

    def value(self, expression: str) -> Any:
        """Return the value of a JavaScript expression in the page."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Wait until the page is loaded, whichever it is by now, and a JavaScript expression is true there."""
        end = time.monotonic() + PATIENCE
        while not self._holds(f"document.readyState === 'complete' && Boolean({expression})"):
            assert time.monotonic() < end, f"waited in vain for {expression}"
            time.sleep(0.03)

    def _holds(self, expression: str) -> bool:
        try:
            return bool(self.value(expression))
        except PageLeftError:
            return False

    def write(self, text: str) -> None:
        """Put text where the cursor stands, as a paste does."""
        self.ask("Input.insertText", text=text)

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key; 8 among the modifiers is Shift."""
        typed = {"text": "\r"} if key == "Enter" else {}
        code = {"Enter": 13, "Tab": 9, "Escape": 27}[key]
        for kind in ("keyDown", "keyUp"):
            self.ask(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                modifiers=modifiers, **(typed if kind == "keyDown" else {}),
            )  # fmt: skip

    def click(self, selector: str, text: str = "") -> None:
        """Press the last element of a selector that holds the text, by the mouse at its middle."""
        spot = self.value(f"""(() => {{
            const found = [...document.querySelectorAll({json.dumps(selector)})]
                .filter((one) => one.textContent.includes({json.dumps(text)})).at(-1);
            found.scrollIntoView({{block: "center", behavior: "instant"}});
            const {{x, y, width, height}} = found.getBoundingClientRect();
            return [x + width / 2, y + height / 2];
        }})()""")
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=spot[0], y=spot[1], button="left", clickCount=1)

    def look(self, width: int, height: int, *, dark: bool = False) -> None:
        """Give the window a size in CSS pixels, and the person a preference for dark or light."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def picture(self, path: Path) -> None:
        """Keep what the window shows as a PNG."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def _ask(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        self._numbers += 1
        number = self._numbers
        asked = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self._write, json.dumps(asked).encode() + b"\0")
        while (answer := self._next()).get("id") != number:
            self._note(answer)
        error = answer.get("error", {}).get("message", "")
        if any(reason in error for reason in _LEFT):
            raise PageLeftError(error)
        assert not error, error
        return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._pending:
            chunk = os.read(self._read, 65536)
            assert chunk, "the browser ended"
            self._pending += chunk
        answer, _, self._pending = self._pending.partition(b"\0")
        return json.loads(answer)

    def _note(self, event: dict[str, Any]) -> None:
        match event:
            case {"method": "Log.entryAdded", "params": {"entry": {"level": "error" | "warning"} as entry}}:
                self.faults.append(f"{entry['source']}: {entry['text']}")
            case {"method": "Runtime.exceptionThrown", "params": {"exceptionDetails": details}}:
                self.faults.append(f"exception: {details['text']} {details.get('exception', {}).get('description')}")
            case {"method": "Runtime.consoleAPICalled", "params": {"type": "error" | "warning" as kind}}:
                self.faults.append(f"console.{kind}")


def _start(program: str, profile: str) -> tuple[int, int, int]:
    """Start the browser with a pipe at its descriptors 3 (to it) and 4 (from it)."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    flags = [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
        "--remote-debugging-pipe", f"--user-data-dir={profile}",
    ]  # fmt: skip
    log = os.open(Path(profile, "log"), os.O_CREAT | os.O_WRONLY)
    moves = [(os.POSIX_SPAWN_DUP2, theirs_in, 3), (os.POSIX_SPAWN_DUP2, theirs_out, 4)]
    quiet = [(os.POSIX_SPAWN_DUP2, log, 1), (os.POSIX_SPAWN_DUP2, log, 2)]
    process = os.posix_spawn(program, [program, *flags], os.environ, file_actions=[*moves, *quiet])
    for end in (theirs_in, theirs_out, log):
        os.close(end)
    return process, ours_out, ours_in
