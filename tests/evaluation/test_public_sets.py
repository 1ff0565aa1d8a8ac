import gzip
import json

import pytest

from extractor.evaluation.public_sets import leadership_scores, mention_scores, unseen_news
from extractor.model.training.corpora import PUBLIC_LABELS, Example
from extractor.pipeline import Extractor

TEXT = "Anna Kolbe, Vorsitzende des Kulturvereins Weidenau e. V., kommt."


@pytest.fixture(scope="module")
def rules():
    return Extractor("rules")


@pytest.fixture
def smartdata(tmp_path):
    person, body, post = (TEXT.index(word) for word in ("Anna", "Kulturvereins", "Vorsitzende"))
    args = [
        {"role": "person", "start": person, "end": person + 10},
        {"role": "organization", "start": body, "end": body + 22},
        {"role": "position", "start": post, "end": post + 11},
    ]
    relation = {"type": "OrganizationLeadership", "args": args}
    other = {"type": "Strike", "args": []}
    rows = [
        {"source": "news", "text": TEXT, "entities": [], "relations": [relation, other]},
        {"source": "rss", "text": "Stau.", "entities": [], "relations": []},
    ]
    path = tmp_path / "smartdata.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode(), mtime=0))
    return path


def test_public_sets_only_public_labels_count(rules):
    spans = ((0, 10, "PERSON"), (28, 56, "ORG"))
    scores = mention_scores([Example(TEXT, spans, PUBLIC_LABELS)], rules)
    assert scores.strict["PERSON"].f1 == 1
    assert scores.strict["ROLE"].found == 0


def test_public_sets_facts_found_and_missed(rules, smartdata):
    pairs, positions = leadership_scores(smartdata, rules)
    assert (pairs.hits, pairs.gold) == (1, 1)
    assert (positions.hits, positions.gold) == (1, 1)


def test_public_sets_news_without_the_seen(smartdata, tmp_path):
    assert [example.text for example in unseen_news(smartdata, [])] == [TEXT]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "1", "text": TEXT, "spans": []}), encoding="utf-8")
    assert not list(unseen_news(smartdata, [gold]))
