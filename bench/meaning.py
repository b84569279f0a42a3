"""Plant reversals, wrong numbers, wrong people and gaps into real translations and print how many the check tells.

Faults come from bench/meaning.toml and from the figures of the content; which are planted where is decided by hashes, so every run
plants the same. They go only into blocks that raise no alarm by themselves. Rules were tuned on the entries that existed when they were
written; guides that came later are held out. False alarms are counted over all blocks, before anything is acknowledged.
"""

import argparse
import hashlib
import re
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.content.binding import bind  # noqa: E402
from api.content.blocks import TOKEN  # noqa: E402
from api.content.library import Library, read  # noqa: E402
from api.content.meaning import alarms  # noqa: E402
from api.content.raw_numbers import raw_numbers  # noqa: E402
from api.content.units import parts, units  # noqa: E402
from i18n.languages import LANGUAGES, SOURCE, Language  # noqa: E402

FAULTS = tomllib.loads((Path(__file__).parent / "meaning.toml").read_text(encoding="utf-8"))
HOLES = re.compile(r"\{[^}]*\}|\]\([^)]*\)")
HALVES = ("tuned on", "held out")


@dataclass(frozen=True)
class Case:
    """A translated block and the Chinese block that it renders; `half` says whether rules were tuned on it."""

    half: str
    where: str
    language: Language
    source: str
    translated: str


@dataclass(frozen=True)
class Planted:
    """A case with one fault of one kind."""

    kind: str
    case: Case


def _rank(*parts: str) -> int:
    return int.from_bytes(hashlib.sha256("|".join(parts).encode()).digest()[:6])


def _cases(library: Library) -> Iterator[Case]:
    for entry in library.entries.values():
        half = HALVES[entry.kind.folder == "guides" and entry.slug not in FAULTS["tuned"]]
        for language in LANGUAGES:
            if language is SOURCE or language.slug not in entry.words:
                continue
            for bound in (unit.bound for unit in units(entry, language)):
                if bound.state == "current" and bound.translated:
                    where = f"{entry.key}/{language.slug}.md:{bound.translated.line}"
                    yield Case(half, where, language, bound.source.text, bound.translated.text)


def _told(case: Case) -> list[str]:
    """Return what `harbour check` says of a block, apart from what was acknowledged."""
    found = [alarm.problem for alarm in alarms(case.source, case.translated, case.language)]
    return [*found, *(f"a number: {number}" for number in raw_numbers(case.translated, case.language))]


def _by_words(case: Case) -> Iterator[Planted]:
    for kind, rows in FAULTS.get(case.language.slug, {}).items():
        if kind == "number words":
            continue
        for pattern, planted in rows:
            for found in re.finditer(pattern, case.translated):
                if any(
                    found.start() < hole.end() and hole.start() < found.end()
                    for hole in HOLES.finditer(case.translated)
                ):
                    continue
                text = case.translated[: found.start()] + found.expand(planted) + case.translated[found.end() :]
                yield Planted(kind, replace(case, translated=text))


def _other(name: str, library: Library, salt: str) -> str:
    """Return another figure of the type of figure `name`."""
    alike = sorted(
        key for key, row in library.figures.items() if row.type == library.figures[name].type and key != name
    )
    return alike[_rank(name, salt) % len(alike)] if alike else name


def _by_figures(case: Case, library: Library) -> Iterator[Planted]:
    found = list(TOKEN.finditer(case.translated))
    words = FAULTS.get(case.language.slug, {}).get("number words", ["thirty"])
    for place, each in enumerate(found):
        head, tail = case.translated[: each.start()], case.translated[each.end() :]
        phone = library.figures[each[1]].type == "phone"
        other = _other(each[1], library, case.where)
        yield Planted(
            "another phone" if phone else "another figure", replace(case, translated=f"{head}{{{other}}}{tail}")
        )
        yield Planted("figure dropped", replace(case, translated=head + tail))
        said = words[_rank(case.where, str(place)) % len(words)]
        yield Planted("figure in words", replace(case, translated=head + said + tail))
    for first, second in pairwise(found):
        if first[0] != second[0]:
            between = case.translated[first.end() : second.start()]
            head, tail = case.translated[: first.start()], case.translated[second.end() :]
            yield Planted("figures exchanged", replace(case, translated=head + second[0] + between + first[0] + tail))


def _by_lines(case: Case) -> Iterator[Planted]:
    lines = case.translated.split("\n")
    for place in range(len(lines) if len(lines) > 1 else 0):
        yield Planted("item dropped", replace(case, translated="\n".join(lines[:place] + lines[place + 1 :])))


def _plant(cases: list[Case], library: Library, each: int) -> list[Planted]:
    """Return at most `each` faults of a kind and language and half, spread over the blocks by hash."""
    found: defaultdict[tuple[str, str, str], list[Planted]] = defaultdict(list)
    for case in cases:
        for planted in (*_by_words(case), *_by_figures(case, library), *_by_lines(case)):
            if planted.case.translated != case.translated:
                found[planted.kind, case.language.slug, case.half].append(planted)
    chosen: list[Planted] = []
    for rows in found.values():
        rows.sort(key=lambda row: _rank(row.case.where, row.case.translated))
        chosen.extend(rows[:each])
    return chosen


def _blocks_dropped(library: Library) -> list[tuple[str, bool]]:
    """Drop each twentieth translated block from its part; `harbour check --translations` must call it missing."""
    rows = []
    for entry in library.entries.values():
        for language in (each for each in LANGUAGES if each is not SOURCE and each.slug in entry.words):
            for _, source, translated in parts(entry, language):
                for place, block in enumerate(translated):
                    if _rank(entry.key, language.slug, block.text) % 20 == 0:
                        bound = bind(source, translated[:place] + translated[place + 1 :])
                        rows.append(("block dropped, told as missing", any(each.state == "missing" for each in bound)))
    return rows


def _print(title: str, rows: list[tuple[str, bool]]) -> None:
    if not rows:
        return
    total, told = Counter(key for key, _ in rows), Counter(key for key, found in rows if found)
    print(f"\n{title}")
    for key in sorted(total):
        print(f"  {key:<34} {told[key]:>5} of {total[key]:>5}  {told[key] / total[key]:7.1%}")


def main() -> None:
    """Plant, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--each", type=int, default=20, help="faults of a kind, language and half")
    parser.add_argument("--show", choices=[*HALVES, "false"], help="print what was missed, or every false alarm")
    arguments = parser.parse_args()
    library = read(arguments.content)
    cases = list(_cases(library))
    start = time.perf_counter()
    before = [(case, _told(case)) for case in cases]
    seconds = time.perf_counter() - start
    planted = _plant([case for case, told in before if not told], library, arguments.each)
    results = [(each, bool(_told(each.case))) for each in planted]
    for each, found in results:
        if not found and arguments.show == each.case.half:
            print(f"missed: {each.kind}: {each.case.where}\n  {each.case.source}\n  {each.case.translated}")
    for case, told in before:
        if told and arguments.show == "false" and case.half == HALVES[0]:
            print(f"false: {case.where}: {told}\n  {case.source}\n  {case.translated}")
    print(f"{len(cases)} translated blocks, {len(planted)} planted faults; comparing all blocks took {seconds:.2f} s")
    _print("recall, in all", [(each.case.half, found) for each, found in results])
    for half in HALVES:
        _print(f"recall by language, {half}", [(e.case.language.tag, f) for e, f in results if e.case.half == half])
        _print(f"recall by kind, {half}", [(e.kind, f) for e, f in results if e.case.half == half])
    _print("blocks dropped", _blocks_dropped(library))
    _print("blocks with an alarm, before acknowledgement", [(case.half, bool(told)) for case, told in before])
    for half in HALVES:
        _print(f"the same by language, {half}", [(c.language.tag, bool(t)) for c, t in before if c.half == half])


if __name__ == "__main__":
    main()
