"""Text of strangers."""

from __future__ import annotations

from extractor.view.harmless import harmless, without_controls


def test_harmless_keeps_the_length() -> None:
    assert harmless("a\x1b[31m\u202eb\nc\x9b") == "a\ufffd[31m\ufffdb\nc\ufffd"


def test_direction_characters_may_stay_where_bdi_ends_them() -> None:
    assert without_controls("a\x1b\u202eb\tc\nd") == "a\ufffd\u202eb\tc\nd"
