"""Hostile zip and tar files."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from random import Random

from extractor.evaluation.hostile.kinds import ESCAPED, SENTENCE, Kind, Lure, Outcome
from extractor.evaluation.hostile.texts import bomb

BLAMES = "zip|tar|damaged|member|container|link|limit|larger|gzip|binary|empty|file"
TEXT = SENTENCE.encode()
WAYS_OUT = ("../", "../../../../../../tmp/", "/tmp/", "..\\", "C:\\", "a/../../", "~/")  # noqa: S108
OUTSIDE = tuple(f"{way}{ESCAPED}.txt" for way in WAYS_OUT)


def zipped(members: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda _: None) -> bytes:
    """A zip file; ``change`` alters what its directory says of each member."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 1)
        for info in archive.infolist():
            change(info)
    return content.getvalue()


def tarred(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """A tar file of members whose heads may lie."""
    content = io.BytesIO()
    for info, data in members:
        content.write(info.tobuf(tarfile.GNU_FORMAT))
        content.write(data + b"\0" * (-len(data) % tarfile.BLOCKSIZE))
    content.write(b"\0" * 2 * tarfile.BLOCKSIZE)
    return content.getvalue()


def member(name: str, data: bytes = TEXT, **fields: object) -> tuple[tarfile.TarInfo, bytes]:
    """A member of a tar file."""
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for field, value in fields.items():
        setattr(info, field, value)
    return info, data


def _nested(depth: int) -> bytes:
    data = zipped({"pm.txt": TEXT})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def _stolen(_: Random, lure: Lure) -> bytes:
    return zipped({f"{id_}.txt": TEXT for id_ in lure.ids})


def _linked(_: Random, lure: Lure) -> bytes:
    def link(info: zipfile.ZipInfo) -> None:
        info.external_attr, info.create_system = 0o120777 << 16, 3

    return zipped({"secret.txt": str(lure.secret).encode()}, link)


def _encrypted(info: zipfile.ZipInfo) -> None:
    info.flag_bits |= 1


def _overlapping(*_: object) -> bytes:
    """Many members that are the same bytes."""

    def same(info: zipfile.ZipInfo) -> None:
        info.header_offset = 0

    return zipped({f"{number}.txt": b"a" * 1_000_000 for number in range(9)}, same)


def _false_sizes(info: zipfile.ZipInfo) -> None:
    info.file_size = 5


def _links(_: Random, lure: Lure) -> bytes:
    secret = str(lure.secret)
    return tarred(
        member("soft.txt", b"", type=tarfile.SYMTYPE, linkname=secret),
        member("hard.txt", b"", type=tarfile.LNKTYPE, linkname=secret),
        member("null.txt", b"", type=tarfile.CHRTYPE, devmajor=1, devminor=5),
        member("pipe.txt", b"", type=tarfile.FIFOTYPE),
    )


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) // 3, len(data) // 2)]


def _mutated(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(20):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _odd_names(*_: object) -> bytes:
    return zipped(
        {f"a{'b' * 30_000}.txt": TEXT, "c\u202etxt.exe.txt": TEXT, "d\n\x1b[2J.txt": TEXT, "e/" * 999 + "f.txt": TEXT}
    )


MANY = {"pm.txt": TEXT, "bild.txt": b"\0", "rows.jsonl": b"{"}
SMALL = tarred(member("a.txt"), member("b.txt"))
MIB = 1 << 20

KINDS = (
    Kind("zip-bomb", ".zip", Outcome.FAILS, lambda *_: zipped({f"{n}.txt": b"a" * (70 * MIB) for n in range(2)}),
         blames="larger"),
    Kind("zip-rows-bomb", ".zip", Outcome.FAILS, lambda *_: zipped({"a.jsonl": b"a" * (80 * MIB)}), blames=BLAMES),
    Kind("zip-gzip-bomb", ".zip", Outcome.FAILS, lambda *_: zipped({"a.jsonl.gz": bomb(1200 * MIB)}), blames=BLAMES),
    Kind("zip-nested", ".zip", Outcome.FAILS, lambda *_: _nested(20), blames="deep"),
    Kind("zip-wide-nest", ".zip", Outcome.FAILS,
         lambda *_: zipped({f"{n}.zip": zipped({f"{m}.txt.gz": bomb(70 * MIB) for m in range(4)}) for n in range(4)}),
         blames=BLAMES),
    Kind("zip-outside", ".zip", Outcome.EXTRACTS, lambda *_: zipped(dict.fromkeys(OUTSIDE, TEXT))),
    Kind("zip-stolen", ".zip", Outcome.EXTRACTS, _stolen),
    Kind("zip-link", ".zip", Outcome.FAILS, _linked, blames="link"),
    Kind("zip-encrypted", ".zip", Outcome.FAILS, lambda *_: zipped({"a.txt": TEXT}, _encrypted), blames="encrypted"),
    Kind("zip-many", ".zip", Outcome.FAILS, lambda *_: zipped({f"{n}.txt": b"" for n in range(5_000)}), blames="empty"),
    Kind("zip-overlap", ".zip", Outcome.EITHER, _overlapping, blames=BLAMES),
    Kind("zip-false-size", ".zip", Outcome.EITHER, lambda *_: zipped({"a.txt": TEXT}, _false_sizes), blames=BLAMES),
    Kind("zip-odd-names", ".zip", Outcome.EXTRACTS, _odd_names),
    Kind("zip-partly", ".zip", Outcome.BOTH, lambda *_: zipped(MANY), blames="NUL|JSON"),
    Kind("zip-cut", ".zip", Outcome.FAILS, lambda random, _: _cut(zipped(MANY), random), blames="zip"),
    Kind("zip-mutated", ".zip", Outcome.EITHER, lambda random, _: _mutated(random, zipped(MANY)), blames=""),
    Kind("zip-empty", ".zip", Outcome.EITHER, lambda *_: zipped({}), blames=BLAMES),
    Kind("zip-none", ".zip", Outcome.FAILS, lambda random, _: random.randbytes(9_000), blames="zip"),
    Kind("tar-links", ".tar", Outcome.FAILS, _links, blames="link"),
    Kind("tar-outside", ".tar", Outcome.EXTRACTS, lambda *_: tarred(*map(member, OUTSIDE))),
    Kind("tar-bomb", ".tar.gz", Outcome.FAILS,
         lambda *_: gzip.compress(member("a.txt", b"", size=1 << 30)[0].tobuf())
         + bomb(1 << 30), blames=BLAMES),
    Kind("tar-large", ".tar", Outcome.FAILS, lambda *_: tarred(member("a.txt", TEXT, size=1 << 40)), blames=BLAMES),
    Kind("tar-negative", ".tar", Outcome.FAILS, lambda *_: tarred(member("a.txt", TEXT, size=-1 << 40)), blames=BLAMES),
    Kind("tar-long-name", ".tgz", Outcome.EITHER,
         lambda *_: gzip.compress(member("x", b"", type=tarfile.GNUTYPE_LONGNAME, size=1 << 28)[0].tobuf())
         + bomb(1 << 28) + gzip.compress(SMALL), blames=BLAMES),
    Kind("tar-pax", ".tar", Outcome.EITHER,
         lambda *_: tarred(member("x", b"9999999999 a=b\n", type=tarfile.XHDTYPE), member("a.txt")), blames=BLAMES),
    Kind("tar-pax-digits", ".tar", Outcome.EITHER,
         lambda *_: tarred(member("x", b"9" * 90_000 + b" a=b\n", type=tarfile.XHDTYPE), member("a.txt")),
         blames=BLAMES),
    Kind("tar-sparse", ".tar", Outcome.EITHER,
         lambda *_: tarred(member("a.txt", TEXT, type=tarfile.GNUTYPE_SPARSE)), blames=BLAMES),
    Kind("tar-cut", ".tar", Outcome.EITHER, lambda random, _: _cut(SMALL, random), blames=BLAMES),
    Kind("tar-gzip-cut", ".tgz", Outcome.FAILS, lambda random, _: _cut(gzip.compress(SMALL), random), blames=BLAMES),
    Kind("tar-mutated", ".tar", Outcome.EITHER, lambda random, _: _mutated(random, SMALL)),
    Kind("tar-none", ".tar", Outcome.FAILS, lambda random, _: random.randbytes(9_000), blames="tar"),
    Kind("tar-lzma-bomb", ".tar.xz", Outcome.FAILS,
         lambda *_: lzma.compress(tarred(member("a.txt", b"a" * (70 * MIB))), preset=0),
         blames=BLAMES),
    Kind("tar-bz2-none", ".tar.bz2", Outcome.FAILS, lambda *_: TEXT, blames=BLAMES),
)  # fmt: skip
