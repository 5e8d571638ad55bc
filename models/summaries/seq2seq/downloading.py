"""A checkpoint's files from the hub: only those that are needed, each checked, going on where the last try broke off.

The hub's library downloads to a file of a random name and begins anew after a kill, so the part is kept here.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.summaries.seq2seq.faults import ModelError
from models.summaries.seq2seq.prepared import digest
from models.summaries.seq2seq.tokens import SENTENCEPIECE_ENDINGS, TOKENIZER_FILE
from models.summaries.seq2seq.weights import WEIGHT_FILES

_SETTINGS = ("config.json", "generation_config.json")
_NOT_FOR_US = {401, 403, 404, 410, 451}  # the hub says 401 of a repository that is not there
_SECONDS = 20.0  # that the hub may take to tell what a repository holds


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository; it is known by the SHA-256 of what it holds or, if small, by its git id."""

    name: str
    size: int
    sha256: str | None
    git: str | None

    def is_at(self, path: Path) -> bool:
        """Say whether `path` holds this file."""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        if self.sha256 is not None:
            return digest(path) == self.sha256
        blob = b"blob %d\x00" % self.size + path.read_bytes()
        return hashlib.sha1(blob, usedforsecurity=False).hexdigest() == self.git


@dataclass(frozen=True, slots=True)
class Remote:
    """A commit of a repository and the files of it that are needed."""

    repository: str
    revision: str
    files: tuple[RemoteFile, ...]

    def missing(self, folder: Path) -> int:
        """Return how many bytes `folder` lacks of it."""
        there = (part.stat().st_size for part in folder.glob("*") if part.is_file())
        return max(0, sum(each.size for each in self.files) - sum(there))


def look_up(repository: str, revision: str | None) -> Remote:
    """Return what the hub has at this commit, that of `main` where none is given; raises ModelError."""
    from huggingface_hub import HfApi  # noqa: PLC0415 - heavy

    with _told(repository, revision or "main"):
        info = HfApi().model_info(repository, revision=revision or "main", files_metadata=True, timeout=_SECONDS)
    files = {
        each.rfilename: RemoteFile(
            each.rfilename, each.size or 0, each.lfs.sha256 if each.lfs is not None else None, each.blob_id
        )
        for each in info.siblings or ()
    }
    return Remote(repository, str(info.sha), tuple(_needed(files, repository)))


def download(remote: Remote, into: Path) -> None:
    """Bring the files into a folder, with a progress bar; raises ModelError."""
    into.mkdir(parents=True, exist_ok=True)
    for file in remote.files:
        if not file.is_at(into / file.name):
            _download(remote, file, into)


def _needed(files: dict[str, RemoteFile], repository: str) -> Iterator[RemoteFile]:
    """Return the settings, one file of weights and what the tokenizer is read from."""
    yield from (files[name] for name in _SETTINGS if name in files)
    if _SETTINGS[0] not in files:
        raise ModelError("incomplete", source=repository, file=_SETTINGS[0])
    models = sorted(name for name in files if name.endswith(SENTENCEPIECE_ENDINGS) and Path(name).name == name)
    for wanted in ((TOKENIZER_FILE, *models), WEIGHT_FILES):
        found = next((files[name] for name in wanted if name in files), None)
        if found is None:
            raise ModelError("incomplete", source=repository, file=" / ".join(wanted))
        yield found


def _download(remote: Remote, file: RemoteFile, into: Path) -> None:
    from huggingface_hub import hf_hub_url  # noqa: PLC0415 - heavy
    from huggingface_hub.file_download import http_get  # noqa: PLC0415
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]  # noqa: PLC0415

    part = into / f"{file.name}.{file.sha256 or file.git}.part"  # what is begun is gone on with only for the same file
    if part.is_file() and part.stat().st_size > file.size:
        part.unlink()
    url = hf_hub_url(remote.repository, file.name, revision=remote.revision)
    with part.open("ab") as out, _told(remote.repository, remote.revision):
        http_get(
            url,
            out,
            resume_size=out.tell(),
            headers=build_hf_headers(),
            expected_size=file.size,
            displayed_filename=file.name,
        )
    if not file.is_at(part):
        part.unlink()
        raise ModelError("damaged", file=f"{remote.repository}/{file.name}")
    part.rename(into / file.name)


@contextmanager
def _told(repository: str, revision: str) -> Iterator[None]:
    """Turn what the hub's library raises into a ModelError."""
    import httpx2  # noqa: PLC0415 - it comes with the hub's library
    from huggingface_hub import errors  # noqa: PLC0415
    from huggingface_hub.utils import logging  # noqa: PLC0415

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        yield
    except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError, errors.RemoteEntryNotFoundError) as error:
        raise ModelError("absent", repository=repository, revision=revision) from error
    except errors.HfHubHTTPError as error:
        if error.response.status_code in _NOT_FOR_US:
            raise ModelError("absent", repository=repository, revision=revision) from error
        raise ModelError("refused", repository=repository, status=error.response.status_code) from error
    except (errors.OfflineModeIsEnabled, httpx2.HTTPError) as error:
        raise ModelError("offline", repository=repository, why=str(error) or type(error).__name__) from error
    except OSError as error:
        if error.errno is not None:
            raise  # of this machine's disk
        raise ModelError("offline", repository=repository, why=str(error)) from error  # it broke off
    except (ValueError, TypeError, KeyError) as error:  # an answer that is not what a hub says
        raise ModelError("offline", repository=repository, why=str(error)) from error
