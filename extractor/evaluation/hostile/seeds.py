"""Small sound files of every format, which a fuzzer damages."""

from __future__ import annotations

import gzip

from extractor.evaluation.hostile.binaries import GOOD
from extractor.evaluation.hostile.containers import SMALL, zipped
from extractor.evaluation.hostile.feeds import ITEM, feed
from extractor.evaluation.hostile.kinds import SENTENCE
from extractor.evaluation.hostile.mails import PLAIN, mail, many_parts
from extractor.evaluation.hostile.pages import page
from extractor.evaluation.hostile.papers import body, docx, pdf, words
from extractor.evaluation.hostile.rows import GOOD as ROW

TEXT = SENTENCE.encode()
TABLE = b"<table><tr><th>Ort</th><td>Kiel</td></tr></table><ul><li>eins</li></ul>"


def seeds() -> tuple[tuple[str, bytes], ...]:
    """Each with its suffix."""
    table = f'id;title;text\n1;Halle;"{SENTENCE}"\n2;Bad;Kiel.\n'.encode()
    boxed = b"From a\n" + mail(PLAIN) + b"\nFrom b\n" + many_parts(2)
    packed = zipped({"a.txt": TEXT, "b.jsonl": ROW, "c/d.html": page(SENTENCE), "e.txt.gz": gzip.compress(TEXT)})
    return (
        (".txt", TEXT),
        (".md", f"# Neue Halle\n\n{SENTENCE}\n\n* {SENTENCE}".encode()),
        (".txt.gz", gzip.compress(TEXT, mtime=0)),
        (".jsonl", ROW * 3),
        (".csv", table),
        (".tsv", table.replace(b";", b"\t")),
        (".html", page(TABLE.decode(), "<title>Halle</title>")),
        (".pdf", pdf()),
        (".docx", docx(body(words() * 3))),
        (".rss", feed(ITEM * 2)),
        (".eml", mail(PLAIN)),
        (".eml", many_parts(3)),
        (".mbox", boxed),
        (".zip", packed),
        (".tar", SMALL),
        (".tar.gz", gzip.compress(SMALL, mtime=0)),
        (".warc", GOOD),
        (".warc.gz", gzip.compress(GOOD, mtime=0) * 2),
    )
