"""The only code that opens files of a run's folder, which may come from someone else's machine.

What is read is a regular file: a named pipe would keep the reader waiting. What is written never goes through a link
to another file, and stands there whole or not at all: it takes its name when it is complete and on the disk.

Every function raises InputError, naming the file and the reason.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path
from types import TracebackType
from typing import Self

# The largest judgement that is read: 256 MiB. One of the quick profile takes 6 MiB. Parsed, one made to fill the
# memory takes 25 times its size.
MOST_BYTES = 1 << 28

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class InputError(Exception):
    """Says in one sentence which file and field is wrong, and what would be right."""


def read(path: Path) -> bytes:
    """What a regular file holds."""
    try:
        # Without O_NONBLOCK, opening a named pipe waits for a writer.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            return _read_regular(descriptor, path)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL.
        raise InputError(f"cannot read {path}: {_reason(error)}") from None


def _read_regular(descriptor: int, path: Path) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"cannot read {path}: it is not a regular file")
    if status.st_size > MOST_BYTES:
        raise InputError(f"cannot read {path}: it is larger than {MOST_BYTES} bytes")
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        return file.read(status.st_size)


class Folder:
    """A folder that is held open, so that it stays the same one whatever becomes of its path."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def at(cls, path: Path) -> Self:
        """The folder that the user names; links on the way to it are the user's."""
        try:
            return cls(path, os.open(path, _FOLDER))
        except (OSError, ValueError) as error:
            raise InputError(f"cannot open the folder {path}: {_reason(error)}") from None

    def inside(self, name: str) -> Self:
        """A folder in this one, made if it is missing. A link in its place is refused."""
        path = self.path / name
        try:
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, dir_fd=self._descriptor)
            return type(self)(path, os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=self._descriptor))
        except NotADirectoryError:
            raise InputError(f"cannot make the folder {path}: a link or a file is in its place") from None
        except OSError as error:
            raise InputError(f"cannot make the folder {path}: {_reason(error)}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    def write(self, name: str, content: bytes) -> None:
        """Writes a file in one step. Where that fails, the old one stands, and nothing else is left."""
        partial = f".{name}.{secrets.token_hex(8)}"
        try:
            descriptor = os.open(partial, _NEW, 0o666, dir_fd=self._descriptor)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(descriptor)
                # A link of this name is replaced; what it points to stays as it is.
                os.rename(partial, name, src_dir_fd=self._descriptor, dst_dir_fd=self._descriptor)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(partial, dir_fd=self._descriptor)
                raise
        except OSError as error:
            raise InputError(f"cannot write {self.path / name}: {_reason(error)}") from None


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
