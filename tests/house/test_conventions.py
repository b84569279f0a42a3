"""Conventions that matter: each says what to do instead."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from api.kinds import KINDS
from i18n.languages import LANGUAGES
from plugins.views import VIEWS
from tests.support import ROOT

ROOMS = ("api", "i18n", "theme", "plugins")
MODULES = [*sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")), ROOT / "pelicanconf.py"]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "api", "bench", "content", "deploy", "i18n",
    "pelicanconf.py", "plugins", "pyproject.toml", "requirements", "tests", "theme",
}  # fmt: skip
VAGUE = re.compile(r"^(handle|process|do)_|(^|_)(utils?|helpers?|managers?|misc)(_|$)")


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_modules_are_rooms_and_not_halls() -> None:
    """The median module has at most 90 lines and none has more than 250: split by what each knows."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert sorted(lengths.values())[len(lengths) // 2] <= 90
    assert [f"{path}: {length}" for path, length in lengths.items() if length > 250] == []


def test_functions_fit_on_a_screen() -> None:
    """Nine functions of ten have at most 20 lines, none more than 40: name the part that can stand alone."""
    lengths = sorted(_length(function) for path in MODULES for function in _functions(path))
    assert lengths[len(lengths) * 9 // 10] <= 20
    long = [
        f"{path}:{function.lineno} {function.name}: {_length(function)}"
        for path in MODULES
        if "migrations" not in path.parts
        for function in _functions(path)
        if _length(function) > 40
    ]
    assert long == []


def test_every_module_says_what_it_knows_in_one_sentence() -> None:
    """The first line of a module is its sentence."""
    for path in MODULES:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert docstring, f"{path} says nothing"
        assert docstring.splitlines()[0].rstrip().endswith((".", ",", ":")), f"{path}: the first line is no sentence"


def test_no_import_hides_in_a_function() -> None:
    """Imports stand at the top: what a module needs can be read there."""
    for path in MODULES:
        for function in _functions(path):
            for node in ast.walk(function):
                assert not isinstance(node, ast.Import | ast.ImportFrom), (
                    f"{path}:{node.lineno}: move the import to the top"
                )


def test_names_say_what_they_do() -> None:
    """No handle_, process_, do_, utils, helpers or manager: name the thing or the verb of the field."""
    for path in MODULES:
        assert not VAGUE.search(path.stem), f"{path.name} says nothing"
        for function in _functions(path):
            assert not VAGUE.search(function.name), f"{path}: {function.name} says nothing"


def test_the_spelling_is_british() -> None:
    """It is "enrolment" everywhere; one spelling is found by one search."""
    american = re.compile("enrol" + "lment|organi" + "zation_|colou?r_scheme_name", re.IGNORECASE)
    for path in [*MODULES, *TESTS, *(ROOT / "theme" / "templates").rglob("*.html")]:
        assert not american.search(path.read_text(encoding="utf-8")), f"{path}: write it in British spelling"


def test_no_language_is_named_outside_the_registry() -> None:
    """No code, template, style or script names a language code: a sixth language is one row in i18n/languages.py."""
    codes = {name for language in LANGUAGES for name in (language.tag, language.slug, language.locale)}
    literal = re.compile("|".join(rf"(?<![\w-])([\"']){re.escape(code)}\1" for code in sorted(codes)) + r"|:lang\(")
    allowed = {ROOT / "i18n" / "languages.py", ROOT / "theme" / "styles.py"}
    files = [*MODULES, *(path for suffix in ("html", "css", "js") for path in (ROOT / "theme").rglob(f"*.{suffix}"))]
    for path in set(files) - allowed:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if "id=" in line or "['id']" in line:
                line = re.sub(r"""["']id["']""", "", line)  # noqa: PLW2901 - the HTML attribute, not Indonesian
            assert not literal.search(line.replace('"id"', "")), (
                f"{path}:{number}: ask the registry instead: {line.strip()}"
            )


def test_every_kind_is_declared_once_and_served_everywhere() -> None:
    """A kind has a template, a view and content; there is no view or content folder without a kind."""
    assert {kind.name for kind in KINDS} == VIEWS.keys()
    for kind in KINDS:
        assert (ROOT / "theme" / "templates" / "pages" / f"{kind.name}.html").is_file()
        assert any((ROOT / "content" / kind.folder).rglob("facts.toml"))
    folders = {path.name for path in (ROOT / "content").iterdir() if path.is_dir()}
    assert folders == {kind.folder for kind in KINDS} | {"figures", "holidays", "asked"}


def test_nothing_else_stands_at_the_top_level() -> None:
    """The top level is the house of the architecture and nothing more."""
    assert {path.relative_to(ROOT).parts[0] for path in _tracked()} <= TOP


@pytest.mark.parametrize("path", [path for path in TESTS if path.name.startswith("test_")], ids=lambda path: path.stem)
def test_tests_are_sentences_that_can_fail(path: Path) -> None:
    """Each test says in a sentence what must be true, and neither sleeps, skips, expects failure, mocks nor judges by a clock."""
    for function in _functions(path):
        if function.name.startswith("test_"):
            sentence = ast.get_docstring(function) or ""
            assert len(sentence.split()) >= 4, f"{path}: {function.name} has no sentence"
            assert sentence.rstrip().endswith("."), f"{path}: {function.name}: end the sentence"
    text = path.read_text(encoding="utf-8")
    for banned in ("time.sleep" + "(", "mark." + "skip", "mark." + "xfail", "unittest." + "mock", "Magic" + "Mock"):
        assert banned not in text, f"{path}: {banned} is not used here"
    for clock in ("perf_counter", "thread_time", "process_time", "timeit"):
        assert clock not in text or path.parent.name == "house", f"{path}: how long it takes is printed by a benchmark"


def test_public_functions_are_documented() -> None:
    """Every public function and class of the rooms has a docstring."""
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path}:{node.lineno}: {node.name} says nothing"


def test_every_dependency_has_its_reason_in_the_readme() -> None:
    """Each package that we ask for ourselves is named in README's table, and the table names no other."""
    asked = {
        line.strip().lower()
        for name in ("run.in", "dev.in", "print.in")
        for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith(("-", "#"))
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("## Dependencies")[1].split("\n## ")[0]
    named = {row.lower() for row in re.findall(r"^\| `([^`]+)`", table, flags=re.MULTILINE)}
    assert named == asked


def test_the_lock_is_hashed_and_names_no_host() -> None:
    """Every locked package has a version and a hash; no index, link or path of any machine stands in the lock."""
    for name in ("run.txt", "dev.txt", "print.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        packages = re.findall(r"^([a-z0-9._-]+)==", text, flags=re.MULTILINE | re.IGNORECASE)
        assert text.count("--hash=sha256:") >= len(packages) > 10
        assert not re.search(r"https?://|file:|--index|--find-links", text)


def test_no_two_templates_of_a_room_say_the_same() -> None:
    """No run of eight equal lines stands twice in the Python of the rooms: let one piece of code serve both."""
    seen: Counter[str] = Counter()
    for path in MODULES:
        if "migrations" in path.parts or path.name == "schema.py":
            continue
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        lines = [line for line in lines if not line.startswith(("import ", "from ", "#", ")", "]", "}"))]
        seen.update("\n".join(lines[start : start + 8]) for start in range(len(lines) - 7))
    twice = [text for text, count in seen.items() if count > 1]
    assert twice == []
    assert all(first <= second for first, second in pairwise(sorted(seen.values())))


def test_imports_point_down() -> None:
    """The five contracts of pyproject.toml hold: layers, and who may know Pelican, Flask, the database and Whoosh."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(linter)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Contracts: 5 kept, 0 broken." in done.stdout, done.stdout[-2000:]
