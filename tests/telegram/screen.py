"""Messages on a page as Telegram shows them: bubbles, block quotes, rows of buttons, each line's own direction."""

from collections.abc import Iterable
from html import escape

from bot.telegram.render import Part

PHONE = 390
"""CSS pixels: how wide a common phone is."""

# Telegram takes a line's direction from its first strong character, as `plaintext` does, and a button cuts its label.
_STYLE = """
* { margin: 0; box-sizing: border-box }
body { background: #d5e3d0; font: 16px/1.35 sans-serif; padding: 10px }
.chat { width: 350px } .wide { width: 30000px }
.bubble { background: #fff; border-radius: 14px; padding: 8px 12px }
.text div, blockquote div { white-space: pre-wrap; unicode-bidi: plaintext; text-align: start; min-height: 1.35em;
  overflow-wrap: anywhere }
blockquote { border-inline-start: 3px solid #3a8bd0; background: #e8f2fb; border-radius: 4px; padding: 2px 8px }
.row { display: flex; gap: 4px; margin-top: 4px }
.row button { flex: 1 1 0; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border: 0;
  border-radius: 9px; padding: 9px 6px; font: 15px sans-serif; background: #7f9c7c; color: #fff;
  unicode-bidi: plaintext }
"""


def page(parts: Iterable[Part], *, wide: bool = False) -> str:
    """Return a page that shows the messages of a reply one below the other; `wide` breaks no line of them."""
    shown = "".join(
        f'<div class="bubble"><div class="text">{_lines(part.html)}</div></div>{_rows(part)}' for part in parts
    )
    head = f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>'
    return f'{head}<div class="chat{" wide" if wide else ""}">{shown}</div>'


def _lines(html: str) -> str:
    """Return a message with each line in a block of its own, for only a block has a direction."""
    found = ""
    for at, stretch in enumerate(html.replace("<blockquote>", "\0").replace("</blockquote>", "\0").split("\0")):
        if at % 2:
            found += f"<blockquote>{_blocks(stretch)}</blockquote>"
        else:
            found += _blocks(stretch.removeprefix("\n").removesuffix("\n")) if stretch.strip("\n") else ""
    return found


def _blocks(html: str) -> str:
    bold, found = False, ""
    for line in html.split("\n"):
        opened = ("<b>" if bold else "") + line
        bold = opened.count("<b>") > opened.count("</b>")
        found += f"<div>{opened}{'</b>' if bold else ''}</div>"
    return found


def _rows(part: Part) -> str:
    rows = part.keyboard.inline_keyboard if part.keyboard else ()
    return "".join(
        f'<div class="row">{"".join(f"<button>{escape(button.text)}</button>" for button in row)}</div>' for row in rows
    )


LINES: str = """(() => [...document.querySelectorAll('.text div, blockquote div')].map((line) => {
  const box = line.getBoundingClientRect(), walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const characters = [];
  for (let node; (node = walker.nextNode());)
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + 1);
      const {left, right, top} = range.getBoundingClientRect();
      characters.push([node.data[at], left - box.left, right - box.left, top]);
    }
  return {width: box.width, characters};
}))()"""
"""An expression that returns of each line its width and its characters: [UTF-16 unit, left, right, top]."""

CUT: str = """[...document.querySelectorAll('.row button')].filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => one.textContent)"""
"""An expression that returns the labels that a phone does not show whole."""
