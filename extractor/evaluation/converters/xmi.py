"""UIMA CAS as XMI, one file a release beside ``TypeSystem.xml``, as INCEpTION imports it.

Mentions are DKPro's named entities, so they show without any setting. Amounts and quotes are layers that INCEpTION
takes for custom ones; people, organisations and programmes are feature structures of our own, so nothing is lost.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.evaluation.converters.base import (
    ATTRIBUTES,
    LISTS,
    NUMBERS,
    ConvertError,
    Dropped,
    Format,
    amount_of,
    amounts_in_full,
    as_number,
    edges_of,
    file_name,
    files,
    in_order,
    only,
    quote_of,
    role_of,
    sentences,
    span_of,
    tokens,
    writable,
)
from extractor.evaluation.gold import Gold

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
SEGMENTS = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
AMOUNT, QUOTE = "webanno.custom.PressAmount", "webanno.custom.PressQuote"
RELEASE, PERSON, ROLE, BODY = "press.Release", "press.Person", "press.Role", "press.Body"
TYPES = "TypeSystem.xml"
SUFFIX = ".xmi"
STRING, ARRAY = "uima.cas.String", "uima.cas.FSArray"
STRINGS = "uima.cas.StringArray"
FEATURES = {
    ROLE: {"role": STRING, "organisation": STRING, "status": STRING},
    PERSON: {"name": STRING, "titles": STRINGS, "roles": ARRAY},
    BODY: {"name": STRING, "aliases": STRINGS},
    AMOUNT: dict.fromkeys((*NUMBERS, "approx", "source", "purpose", "per"), STRING)
    | {"year": "uima.cas.Integer", "parts": ARRAY},
    QUOTE: {"kind": STRING, "speaker": PERSON},
    RELEASE: dict.fromkeys(("releaseId", *ATTRIBUTES), STRING) | {"annotated": STRINGS} | dict.fromkeys(LISTS, ARRAY),
}
ANNOTATIONS = frozenset({AMOUNT, QUOTE})
MISSING = "UIMA CAS needs dkpro-cassis; python -m pip install 'presse-extractor[convert]'"


def keep(gold: Gold, dropped: Dropped) -> Gold:
    """All fields that gold has; others go."""
    kept = in_order(only(gold, (*LISTS, *ATTRIBUTES), dropped))
    if "people" in kept:
        kept["people"] = [
            {
                "name": person["name"],
                "titles": list(person.get("titles", [])),
                "roles": [
                    role_of(role.get("role"), role.get("organisation"), role.get("status"), gold["id"])
                    for role in person.get("roles", [])
                ],
            }
            for person in kept["people"]
        ]
    for key in ("organisations", "programmes"):
        if key in kept:
            kept[key] = [{"name": body["name"], "aliases": list(body.get("aliases", []))} for body in kept[key]]
    if "amounts" in kept:
        kept["amounts"] = amounts_in_full(kept)
    return kept


def _types() -> TypeSystem:
    try:
        from cassis import TypeSystem
    except ImportError as error:
        raise ConvertError(MISSING) from error

    types = TypeSystem()
    annotation = "uima.tcas.Annotation"
    types.create_type(f"{SEGMENTS}.Sentence", annotation)
    types.create_type(f"{SEGMENTS}.Token", annotation)
    entity = types.create_type(ENTITY, annotation)
    for feature in ("value", "identifier"):
        types.create_feature(entity, feature, STRING)
    for name, features in FEATURES.items():
        made = types.create_type(name, annotation if name in ANNOTATIONS else "uima.cas.TOP")
        for feature, range_ in features.items():
            types.create_feature(made, feature, range_)
    return types


def write(releases: list[Gold]) -> Iterator[tuple[str, bytes]]:
    """``TypeSystem.xml``, and ``<id>.xmi`` each."""
    types = _types()
    yield TYPES, types.to_xml().encode()
    for gold in releases:
        writable(gold, gold["id"])
        name = file_name(gold, SUFFIX)
        try:
            written = _cas(in_order(gold), types).to_xmi(pretty_print=False)
        except ValueError as error:  # lxml's: a control character
            raise ConvertError(f"{gold['id']}: XML cannot hold a character of it ({error})") from error
        yield name, (written or "").encode()


def _cas(gold: Gold, types: TypeSystem) -> Cas:
    from cassis import Cas

    def new(kind: str, /, **features: Any) -> Any:
        made = types.get_type(kind)(**features)
        cas.add(made)
        return made

    def array(elements: list[Any]) -> Any:
        return types.get_type(ARRAY)(elements=elements)

    def strings(values: list[str]) -> Any:
        return types.get_type(STRINGS)(elements=list(values))

    cas = Cas(types)
    cas.sofa_string, cas.sofa_mime = gold["text"], "text/plain"
    for group in sentences(gold["text"], tokens(gold["text"], edges_of(gold["spans"])), gold["spans"]):
        new(f"{SEGMENTS}.Sentence", begin=group[0][0], end=group[-1][1])
        for start, end in group:
            new(f"{SEGMENTS}.Token", begin=start, end=end)
    for span in gold["spans"]:
        new(ENTITY, begin=span["start"], end=span["end"], value=span["label"])
    lists: dict[str, Any] = {}
    if "people" in gold:
        lists["people"] = [
            new(PERSON, name=p["name"], titles=strings(p["titles"]), roles=array([new(ROLE, **r) for r in p["roles"]]))
            for p in gold["people"]
        ]
    for key in ("organisations", "programmes"):
        if key in gold:
            lists[key] = [new(BODY, name=body["name"], aliases=strings(body["aliases"])) for body in gold[key]]
    if "amounts" in gold:
        lists["amounts"] = _amounts(gold, new, array)
    if "quotes" in gold:
        people = lists.get("people", [])
        lists["quotes"] = [
            new(
                QUOTE,
                begin=quote["start"],
                end=quote["end"],
                kind=quote["kind"],
                speaker=None if quote.get("speaker") is None else people[quote["speaker"]],
            )
            for quote in gold["quotes"]
        ]
    known = [key for key in (*LISTS, *ATTRIBUTES) if key in gold]
    facts = {key: gold.get(key) for key in ATTRIBUTES}
    arrays = {key: array(elements) for key, elements in lists.items()}
    new(RELEASE, releaseId=gold["id"], annotated=strings(known), **facts, **arrays)
    return cas


def _amounts(gold: Gold, new: Any, array: Any) -> list[Any]:
    money = [span for span in gold["spans"] if span["label"] == "MONEY"]
    made = []
    for span, amount in zip(money, gold["amounts"], strict=True):
        written = {key: as_number(amount.get(key)) for key in NUMBERS}
        facts = {key: amount.get(key) for key in ("approx", "source", "purpose", "per", "year")}
        made.append(new(AMOUNT, begin=span["start"], end=span["end"], **written, **facts))
    for one, amount in zip(made, gold["amounts"], strict=True):
        one.parts = array([made[part] for part in amount["parts"]])
    return made


def read(path: Path) -> Iterator[Gold]:
    """The releases of a folder or of one ``.xmi``; its ``TypeSystem.xml`` lies beside it."""
    _types()
    for file in files(path, SUFFIX):
        types = file.parent / TYPES
        yield _gold(_loaded(file, types if types.is_file() else None), file)


def _loaded(file: Path, types: Path | None) -> Cas:
    from cassis import load_cas_from_xmi, load_typesystem

    described, data = _safe(types) if types else None, _safe(file)
    try:
        known = load_typesystem(io.BytesIO(described)) if described else _types()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # types that are not ours
            warnings.filterwarnings("error", message="Not mapping")  # an offset outside the text or in a character
            return load_cas_from_xmi(io.BytesIO(data), typesystem=known, lenient=True)
    except Exception as error:
        raise ConvertError(f"{file}: no UIMA CAS as XMI ({type(error).__name__}: {error})") from error


def _safe(path: Path) -> bytes:
    """The XML in ``path`` if it is whole and declares nothing: entities and outer files are never followed."""
    from lxml import etree

    data = path.read_bytes()
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        tree = etree.parse(io.BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        raise ConvertError(f"{path}:{error.lineno}: broken XML ({error.msg})") from error
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise ConvertError(f"{path}: declares a document type, which is not read; take <!DOCTYPE …> out")
    return data


def _gold(cas: Cas, file: Path) -> Gold:
    text, where = cas.sofa_string, str(file)
    if not isinstance(text, str):
        raise ConvertError(f"{where}: holds no text")
    try:
        return _read(cas, text, file.name.removesuffix(SUFFIX), where)
    except (AttributeError, TypeError) as error:
        raise ConvertError(f"{where}: a feature is not of the type that it should have ({error})") from error


def _read(cas: Cas, text: str, name: str, where: str) -> Gold:
    spans = [span_of(text, one.begin, one.end, one.value, where) for one in _all(cas, ENTITY)]
    release = next(iter(_all(cas, RELEASE)), None)
    known = set(_elements(release, "annotated"))
    gold = in_order({"id": getattr(release, "releaseId", None) or name, "text": text, "spans": spans})
    people = _elements(release, "people")
    if "people" in known:
        gold["people"] = [_person(person, where) for person in people]
    for key in ("organisations", "programmes"):
        if key in known:
            gold[key] = [{"name": body.name, "aliases": _strings(body, "aliases")} for body in _elements(release, key)]
    amounts = {(one.begin, one.end): one for one in _all(cas, AMOUNT)}
    if "amounts" in known or amounts:
        gold["amounts"] = _read_amounts(gold, amounts, where)
    positions = {id(person): at for at, person in enumerate(people)}
    quotes = [
        quote_of(text, one.begin, one.end, one.kind, positions.get(id(getattr(one, "speaker", None))), where)
        for one in _all(cas, QUOTE)
    ]
    if "quotes" in known or quotes:
        gold["quotes"] = sorted(quotes, key=lambda quote: (quote["start"], quote["end"]))
    return gold | {key: getattr(release, key) for key in ATTRIBUTES if key in known}


def _all(cas: Cas, name: str) -> list[Any]:
    return list(cas.select(name)) if cas.typesystem.contains_type(name) else []


def _elements(one: Any, feature: str) -> list[Any]:
    """The elements of an array that is a feature of ``one``."""
    value = getattr(one, feature, None)
    elements = getattr(value, "elements", value)
    return list(elements or [])


def _strings(one: Any, feature: str) -> list[str]:
    """The strings of an array; an empty one is read as null by cassis."""
    return [value or "" for value in _elements(one, feature)]


def _person(person: Any, where: str) -> Gold:
    roles = [role_of(role.role, role.organisation, role.status, where) for role in _elements(person, "roles")]
    return {"name": person.name, "titles": _strings(person, "titles"), "roles": roles}


def _read_amounts(gold: Gold, known: dict[tuple[int, int], Any], where: str) -> list[Gold]:
    """An amount for each MONEY span: empty where none was set."""
    money = [span for span in gold["spans"] if span["label"] == "MONEY"]
    places = [(span["start"], span["end"]) for span in money]
    positions = {id(known[place]): at for at, place in enumerate(places) if place in known}
    amounts = []
    for span, place in zip(money, places, strict=True):
        one = known.get(place)
        fields = {feature: getattr(one, feature, None) for feature in FEATURES[AMOUNT]}
        parts = [positions[id(part)] for part in _elements(one, "parts") if id(part) in positions]
        amounts.append(amount_of(span["text"], fields, parts, where))
    return amounts


XMI = Format("xmi", SUFFIX, True, "everything; for INCEpTION, needs the extra convert", keep, write, read)
