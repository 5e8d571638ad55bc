"""Everything that can go wrong and is foreseen, in one tree.

```
ManQalError
├── ReaderError          shown to the person who sent something; the words are the text `error.<code>`
│   ├── EmptyText            empty            nothing to read: blank, or characters without a shape
│   ├── TooShort             too_short        a few words, no article
│   ├── NotArabic            not_arabic       a text in another language
│   ├── TooLong              too_long         {limit}, {length} in characters
│   ├── NoArticle            no_article       a page of menus and links, no running text
│   ├── FileTooLarge         file_too_large   {limit} in megabytes
│   ├── UnreadableFile       unreadable_file  {name}: a kind of file that is not read
│   ├── DamagedFile          damaged_file     a file that breaks off or breaks the rules of its kind
│   ├── EncryptedFile        encrypted_file   a file that asks for a password
│   ├── ScannedFile          scanned_file     a PDF whose text is pictures, or letters without names
│   ├── TooManyPages         too_many_pages   {limit}
│   ├── TooDemanding         too_demanding    a file or page that takes too much time or memory to read
│   ├── FileGone             file_gone        {name}: the platform no longer hands it over
│   ├── MissingFile          missing_file     {name}: no such file
│   ├── LinkForbidden        link_forbidden   a link to what is no public page: a file, a port, this network
│   ├── LinkUnreachable      link_unreachable a site that does not answer, or not as a site does
│   ├── LinkTooSlow          link_too_slow    a site that takes too long
│   ├── LinkTooLarge         link_too_large   {limit} in megabytes
│   ├── LinkGone             link_gone        no such page
│   ├── LinkLocked           link_locked      a site that does not let the bot in
│   ├── LinkNotPage          link_not_page    a link to something other than a page
│   ├── PageTooTangled       page_too_tangled a page of more parts than can be looked through
│   ├── Paywalled            paywalled        a page that shows its article to subscribers only
│   ├── ConsentWall          consent_wall     a page that shows nothing but its question about cookies
│   ├── PrivatePost          private_post     a Telegram post that only members of its chat can see
│   ├── OverQuota            over_quota       {seconds} until there is room for more of the person's
│   └── BadLine              bad_line         a line of a batch that is no such object
└── OperatorError        shown to whoever runs the bot, in English
    ├── SettingsError        every fault of the settings at once
    └── StorageError         a database that cannot be opened or used
```
"""

# ruff: noqa: N818 - a reader error is named for what was sent: `TooShort`, `NotArabic`

from collections.abc import Iterable
from typing import ClassVar


class ManQalError(Exception):
    """The root of the tree."""


class ReaderError(ManQalError):
    """Something sent that cannot be read; `details` fill the placeholders of the words that say so."""

    code: ClassVar[str]

    def __init__(self, **details: object) -> None:
        self.details: dict[str, object] = details
        super().__init__(self.code)

    @property
    def text_key(self) -> str:
        """The key of the words in `bot.texts`."""
        return f"error.{self.code}"


class EmptyText(ReaderError):
    """Nothing to read: blank, or only characters without a shape."""

    code = "empty"


class TooShort(ReaderError):
    """A few words that cannot be an article."""

    code = "too_short"


class NotArabic(ReaderError):
    """A text in another language."""

    code = "not_arabic"


class TooLong(ReaderError):
    """More text than is read at once; details: `length` and `limit` in characters."""

    code = "too_long"


class NoArticle(ReaderError):
    """A page that holds menus and links and no article."""

    code = "no_article"


class FileTooLarge(ReaderError):
    """A file beyond the limit; details: `limit` in megabytes."""

    code = "file_too_large"


class UnreadableFile(ReaderError):
    """A kind of file that is not read; details: `name`."""

    code = "unreadable_file"


class DamagedFile(ReaderError):
    """A file that breaks off, or breaks the rules of its kind."""

    code = "damaged_file"


class EncryptedFile(ReaderError):
    """A file that asks for a password."""

    code = "encrypted_file"


class ScannedFile(ReaderError):
    """A PDF whose text is pictures, or letters that nothing in it names."""

    code = "scanned_file"


class TooManyPages(ReaderError):
    """A PDF of more pages than are read; details: `limit`."""

    code = "too_many_pages"


class TooDemanding(ReaderError):
    """A file or page that takes more time or memory to read than it may have."""

    code = "too_demanding"


class FileGone(ReaderError):
    """A file that the platform no longer hands over; details: `name`."""

    code = "file_gone"


class MissingFile(ReaderError):
    """No file of that name; details: `name`."""

    code = "missing_file"


class LinkForbidden(ReaderError):
    """A link to what is no public page: another scheme or port, credentials, an address that is not public."""

    code = "link_forbidden"


class LinkUnreachable(ReaderError):
    """A site that does not answer, answers with a fault of its own, or redirects without end."""

    code = "link_unreachable"


class LinkTooSlow(ReaderError):
    """A site that takes too long."""

    code = "link_too_slow"


class LinkTooLarge(ReaderError):
    """A page beyond the limit; details: `limit` in megabytes."""

    code = "link_too_large"


class LinkGone(ReaderError):
    """A page that does not exist, or no more."""

    code = "link_gone"


class LinkLocked(ReaderError):
    """A site that does not let the bot in: it wants a login, or keeps programs out."""

    code = "link_locked"


class LinkNotPage(ReaderError):
    """A link to something other than a page of text."""

    code = "link_not_page"


class PageTooTangled(ReaderError):
    """A page of more parts than can be looked through in a moment."""

    code = "page_too_tangled"


class Paywalled(ReaderError):
    """A page that shows its article to subscribers only."""

    code = "paywalled"


class ConsentWall(ReaderError):
    """A page that shows nothing but its question about cookies."""

    code = "consent_wall"


class PrivatePost(ReaderError):
    """A Telegram post that only members of its chat can see."""

    code = "private_post"


class OverQuota(ReaderError):
    """More than a person may have read in a while; details: `seconds` until there is room again."""

    code = "over_quota"


class BadLine(ReaderError):
    """A line of a batch that is no such object."""

    code = "bad_line"


class OperatorError(ManQalError):
    """Something that whoever runs the bot has to put right; its text is safe to print and log."""


class SettingsError(OperatorError):
    """Settings that cannot be used; `faults` has one line a fault, and never a secret."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class StorageError(OperatorError):
    """A database that cannot be opened or used; the message never holds its password."""
