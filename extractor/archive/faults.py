"""What went wrong while reading, as a failure."""

from __future__ import annotations

import logging

from extractor.archive.formats import Origin
from extractor.archive.release import Failure
from extractor.archive.streams import ReadError
from extractor.text.decode import NotTextError

logger = logging.getLogger("extractor.archive")

MEMORY = "takes more memory than one release may have"
MEMORY_HELP = "--max-memory sets the limit"


def failed(error: Exception, origin: Origin, line: int | None = None) -> Failure:
    """``error`` as the failure of the file or member ``origin`` or of one of its lines.

    Any error becomes one: a fault of ours or of a library's must not end a run over a million releases.
    """
    if isinstance(error, ReadError | NotTextError):
        return Failure(origin.shown, str(error), getattr(error, "help", None), member=origin.member, line=line)
    if isinstance(error, MemoryError):
        return Failure(origin.shown, MEMORY, MEMORY_HELP, member=origin.member, line=line)
    logger.debug("%s cannot be read", origin.shown, exc_info=error)
    reason = f"cannot be read: {type(error).__name__}: {error}"
    return Failure(origin.shown, reason, member=origin.member, line=line)
