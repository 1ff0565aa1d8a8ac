"""E-mail and mailboxes."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractor.archive.formats import Options
from extractor.archive.readers import read
from extractor.archive.release import Failure, Release
from extractor.archive.unread import Unread


def mail(
    body: str = "Kiel. Landrätin Petra Kolb kam.\n", *, html: str | None = None, charset: str = "utf-8"
) -> EmailMessage:
    found = EmailMessage()
    found["From"] = "Pressestelle Kreis Plön <presse@example.de>"
    found["Subject"] = "Neue Brücke über die Schwentine"
    found["Date"] = "Fri, 31 May 2024 09:00:00 +0200"
    found.set_content(body, charset=charset)
    if html:
        found.add_alternative(html, subtype="html")
    return found


def one(path: Path, content: bytes, options: Options | None = None) -> Release | Failure:
    path.write_bytes(content)
    [item] = read([path], options)
    return item


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_message_is_a_release(tmp_path: Path, charset: str) -> None:
    found = one(tmp_path / "pm.eml", mail(charset=charset).as_bytes())
    assert isinstance(found, Release)
    assert (found.id, found.text) == ("pm", "Kiel. Landrätin Petra Kolb kam.")
    assert found.encoding == ("utf-8" if charset == "utf-8" else "cp1252")
    assert (found.title, found.sender) == ("Neue Brücke über die Schwentine", "Pressestelle Kreis Plön")
    assert (found.date, found.media_type) == (date(2024, 5, 31), "message/rfc822")


def test_the_plain_body_is_preferred_and_html_is_read_where_there_is_no_other(tmp_path: Path) -> None:
    html = "<html><body><p>Kiel. Aus <b>HTML</b>.</p></body></html>"
    both = one(tmp_path / "a.eml", mail(html=html).as_bytes())
    assert isinstance(both, Release)
    assert "HTML" not in both.text
    alone = EmailMessage()
    alone.set_content(html, subtype="html")
    found = one(tmp_path / "b.eml", alone.as_bytes())
    assert isinstance(found, Release)
    assert (found.text, found.title, found.sender, found.date) == ("Kiel. Aus HTML.", None, None, None)


def test_only_line_ends_part_lines(tmp_path: Path) -> None:
    body = "Kiel.\x0cLandrätin\u2028Petra Kolb \nkam\x85."
    found = one(tmp_path / "pm.eml", mail(f"{body}\n").as_bytes())
    assert isinstance(found, Release)
    assert found.text == body.replace(" \n", "\n")


def test_messages_without_a_body_fail(tmp_path: Path) -> None:
    empty = EmailMessage()
    empty["Subject"] = "Leer"
    empty.add_attachment(b"%PDF", maintype="application", subtype="pdf")
    found = one(tmp_path / "a.eml", empty.as_bytes())
    assert isinstance(found, Failure)
    assert "attachments are not read" in str(found)
    many = EmailMessage()
    for _ in range(1001):
        many.add_attachment("x")
    found = one(tmp_path / "b.eml", many.as_bytes())
    assert isinstance(found, Failure)
    assert found.reason == "the message has more than 1,000 parts"


@pytest.mark.parametrize("content", [b"\0\xff" * 500, b"Subject: =?utf-8?b?\xff\r\n\r\n", b"Date: 99\r\n\r\nKiel."])
def test_odd_messages_never_raise(tmp_path: Path, content: bytes) -> None:
    one(tmp_path / "a.eml", content)


def test_a_mailbox_holds_messages(tmp_path: Path) -> None:
    box = b""
    for number in range(3):
        body = f"Kiel. Nummer {number}.\nFrom Kiel\n" if number else "Kiel. Nummer 0.\n"
        content = mail(body).as_bytes().replace(b"\nFrom ", b"\n>From ").replace(b"=46rom", b">From")
        box += b"From presse@example.de Fri May 31 09:00:00 2024\n" + content + b"\n\n"
    (tmp_path / "post.mbox").write_bytes(box)
    found = list(read([tmp_path / "post.mbox"]))
    assert [(item.id, item.member) for item in found] == [("post-1", "1"), ("post-2", "2"), ("post-3", "3")]
    assert [item.text for item in found if isinstance(item, Release)][1] == "Kiel. Nummer 1.\nFrom Kiel"


def test_a_message_that_is_too_large_fails_alone(tmp_path: Path) -> None:
    line = b"From presse@example.de Fri May 31 09:00:00 2024\n"
    box = b"\n".join(line + mail("Kiel. " * times).as_bytes() for times in (1, 3000, 2))
    (tmp_path / "post.mbox").write_bytes(box)
    found = list(read([tmp_path / "post.mbox"], Options(max_bytes=5000)))
    assert [isinstance(item, Release) for item in found] == [True, False, True]
    no_box = one(tmp_path / "a.mbox", b"Kiel.")
    assert isinstance(no_box, Failure)
    assert "no mailbox" in no_box.reason


def test_messages_of_a_mailbox_can_be_read_later(tmp_path: Path) -> None:
    line = b"From presse@example.de Fri May 31 09:00:00 2024\n"
    (tmp_path / "post.mbox").write_bytes(line + mail().as_bytes() + b"\n" + line + mail("Zwei.").as_bytes())
    later = list(read([tmp_path / "post.mbox"], Options(later=True)))
    found = [item.read() for item in later if isinstance(item, Unread)]
    now = list(read([tmp_path / "post.mbox"]))
    assert [(item.id, item.text) for item in found if isinstance(item, Release)] == [
        (item.id, item.text) for item in now if isinstance(item, Release)
    ]
    assert len(found) == 2


def test_an_address_of_brackets_is_no_sender(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"From: " + b"(" * 50_000 + b"\nSubject: Halle\n\nDie Halle ist fertig.")
    [found] = read([path])
    assert isinstance(found, Release)
    assert (found.sender, found.text) == (None, "Die Halle ist fertig.")
