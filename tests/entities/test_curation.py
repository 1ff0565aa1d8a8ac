"""Lines of a curation file."""

from __future__ import annotations

import pytest

from extractor.entities.curation import CurationError, Keep, Merge, Split, parse


def test_parse_reads_actions_with_their_lines() -> None:
    found = parse(
        [
            '{"do":"merge","ids":["person:a","person:b"],"note":"Heirat"}',
            "",
            '{"do":"split","id":"person:a","releases":["r1"]}',
        ]
    )
    assert [(line, type(action)) for line, action in found] == [(1, Merge), (3, Split)]
    assert found[0][1].note == "Heirat"


def test_parse_reads_answered_lines_of_a_review() -> None:
    row = '{{"ids":["person:a","person:b"],"names":["A","B"],"why":"x","contexts":[],"decision":"{}"}}'
    found = parse([row.format("keep"), row.format(""), row.format("merge")])
    assert [(line, type(action)) for line, action in found] == [(1, Keep), (3, Merge)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2: invalid JSON"),
        ("[]", "line 2: no JSON object"),
        ("{}", "line 2: Unable to extract tag"),
        ('{"do":"join","ids":["person:a","person:b"]}', "line 2: Input tag 'join'"),
        ('{"do":"merge","ids":["person:a"]}', "line 2: merge.ids: "),
        ('{"do":"merge","ids":["person:a","programme:b"]}', "line 2: merge.ids: the ids are of different kinds"),
        ('{"do":"hide","id":"a"}', "line 2: hide.id: an id begins with person:"),
        ('{"do":"hide","id":"person:"}', "line 2: hide.id: an id begins with person:"),
        ('{"do":"hide","id":"person:a","why":"x"}', "line 2: hide.why: "),
        ('{"do":"split","id":"person:a","releases":[]}', "line 2: split.releases: "),
        ('{"do":"split","id":"person:a","releases":[1]}', "line 2: split.releases.0: "),
        ('{"do":"rename","id":"person:a","name":" "}', "line 2: rename.name: "),
        ('{"ids":["person:a","person:b"],"decision":"maybe"}', "line 2: decision: merge, keep or empty"),
        ('{"decision":"keep"}', "line 2: keep.ids: "),
        ("[" * 100_000, "line 2: invalid JSON"),
    ],
)
def test_parse_names_the_line_and_the_field(line: str, reason: str) -> None:
    with pytest.raises(CurationError) as raised:
        parse(['{"do":"hide","id":"person:a"}', line])
    assert str(raised.value).startswith(reason)
