"""Addresses hold any id, and nothing in them is ever a path."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.search.schema import key
from extractor.web import addresses


@given(st.text(max_size=300))
def test_an_id_comes_back_from_its_address(id_: str) -> None:
    segment = addresses.segment(id_)
    if len(id_) > addresses.LONGEST:
        assert addresses.digest_of(unquote(segment)) == key(id_)
        assert addresses.id_of(unquote(segment)) is None
    else:
        assert addresses.digest_of(unquote(segment)) is None
        assert addresses.id_of(unquote(segment)) == id_
    assert "/" not in segment
    assert urlsplit(f"http://x/releases/{segment}").path == f"/releases/{segment}"
    assert not segment.startswith(".")


@pytest.mark.parametrize("segment", ["~", "~zz", "~ff", "~2", "..", "x/../y"])
def test_what_is_no_id_raises_nothing(segment: str) -> None:
    assert addresses.id_of(segment) in (None, "", "..", "x/../y")


def test_empty_parameters_are_left_out() -> None:
    assert addresses.search([("q", "a&b"), ("person", "")], sort=None, limit=5) == "/?q=a%26b&limit=5"
