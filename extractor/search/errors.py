"""What can be wrong with an index, a query or a filter, in one line each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SearchError(ValueError):
    """A search or an index that cannot work, with what helps."""


class QueryError(SearchError):
    """A query that cannot be read."""


class FilterError(SearchError):
    """A filter that cannot be read."""


class IndexFolderError(SearchError):
    """A folder that is no index, a damaged one, or one of another version."""


class LockedError(SearchError):
    """An index that another process is writing."""


@contextmanager
def sound(path: Path) -> Iterator[None]:
    """Turn what the engine raises over damaged files into one line. Raises ``IndexFolderError``."""
    try:
        yield
    except SearchError:
        raise
    except (OSError, ValueError) as error:
        raise IndexFolderError(damaged(path, error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the engine's; it is no Exception
            raise
        raise IndexFolderError(damaged(path, error)) from error


def damaged(path: Path, error: BaseException) -> str:
    """The line for an index that cannot be read."""
    reason = " ".join(str(error).split())[:200]
    return f"the index {path} is damaged ({reason}); remove the folder and index the records again"
