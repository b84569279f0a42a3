"""Components: one public macro each, with examples, printed in five languages, escaped, the same on both sides."""

import re
import tomllib
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from flask import Flask
from markupsafe import Markup
from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.settings import read_settings

from i18n.languages import LANGUAGES, Language
from plugins import site
from tests.support import ROOT
from theme.environment import environment
from theme.styles import stylesheet

TEMPLATES = ROOT / "theme" / "templates"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))


def _markup(value: Any) -> Any:
    """Turn {html = "…"} of an example into markup; everything else is text, to be escaped."""
    if isinstance(value, dict):
        return (
            Markup(value["html"]) if value.keys() == {"html"} else {key: _markup(each) for key, each in value.items()}
        )
    return [_markup(each) for each in value] if isinstance(value, list) else value


def _examples(name: str) -> dict[str, dict[str, Any]]:
    text = (TEMPLATES / "components" / f"{name}.toml").read_text(encoding="utf-8")
    return {
        key: {k: (None if v is False and k == "taken" else _markup(v)) for k, v in row.items()}
        for key, row in tomllib.loads(text).items()
    }


def _printed(name: str, language: Language, arguments: dict[str, Any]) -> str:
    module = environment(language).get_template(f"components/{name}.html").module
    return str(getattr(module, name.replace("-", "_"))(**arguments))


EXAMPLES = [(name, example) for name in COMPONENTS for example in _examples(name)]


def test_there_are_twelve_to_twenty_components_each_whole() -> None:
    """Each component is a macro of its own name, an example file and a style block."""
    assert 12 <= len(COMPONENTS) <= 20
    for name in COMPONENTS:
        macro = name.replace("-", "_")
        assert f"{{% macro {macro}(" in (TEMPLATES / "components" / f"{name}.html").read_text(encoding="utf-8")
        block = (ROOT / "theme" / "css" / "components" / f"{name}.css").read_text(encoding="utf-8")
        assert block.startswith(f".{name}"), f"{name}.css does not begin with its own block"
    styled = {path.stem for path in (ROOT / "theme" / "css" / "components").glob("*.css")}
    assert styled == set(COMPONENTS)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_prints_in_every_language_as_whole_markup(name: str, example: str) -> None:
    """Each example prints in five languages without a leftover, and what it opens it closes."""
    for language in LANGUAGES:
        html = _printed(name, language, _examples(name)[example])
        for leftover in ("{{", "%(", "Undefined", "None"):
            assert leftover not in html
        if html.strip():
            parsed = lxml.html.fragment_fromstring(html, create_parent="div")
            assert len(parsed) == 1
            assert not (parsed.text or "").strip()


@pytest.mark.parametrize("name", [name for name, example in EXAMPLES if example == "hostile"])
def test_a_hostile_value_is_only_text(name: str) -> None:
    """Script given as text is printed as the letters that were given, in every language."""
    for language in LANGUAGES:
        html = _printed(name, language, _examples(name)["hostile"])
        assert "<script" not in html


def test_every_component_is_used() -> None:
    """A component that no page uses is deleted, not kept."""
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    for name in COMPONENTS:
        assert f'from "components/{name}.html"' in pages, f"nobody uses {name}"


def test_nothing_is_declared_safe_in_a_template() -> None:
    """Rendered Markdown arrives as markup from its own room: no template switches escaping off."""
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), f"{path.name} switches escaping off"
        assert "autoescape" not in text


def test_both_sides_print_the_same_bytes(tmp_path: Path) -> None:
    """A field printed while Pelican writes a page and while Flask answers are equal byte for byte, hostile value and all."""
    printed: dict[str, list[str]] = {"pelican": [], "flask": []}

    def everything() -> list[str]:
        return [
            _printed(name, language, _examples(name)[example]) for name, example in EXAMPLES for language in LANGUAGES
        ]

    class Probe(Generator):  # type: ignore[misc]
        def generate_output(self, writer: object) -> None:
            del writer
            printed["pelican"] = everything()

    def give(pelican: object) -> type[Probe]:
        del pelican
        return Probe

    signals.get_generators.disconnect(site._generators)
    signals.get_generators.connect(give)
    overrides = {"OUTPUT_PATH": str(tmp_path), "PLUGINS": [], "PATH": str(tmp_path)}
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=overrides)).run()
    signals.get_generators.disconnect(give)
    site.register()
    app = Flask("probe")
    with app.test_request_context():
        printed["flask"] = everything()
    assert len(printed["flask"]) > 200
    assert printed["pelican"] == printed["flask"]


def test_what_is_not_printed_stays_away_from_paper_whatever_a_component_says() -> None:
    """The blocks of the components come after the base: only `!important` keeps the bar for leaving off a receipt on paper."""
    (hidden,) = re.findall(r"@media print{([^{}]*\.leave-now[^{}]*){([^{}]*)}", stylesheet())
    assert hidden[1] == "display:none!important"
    assert "@media screen{body:has(.leave-now){" in stylesheet(), "paper has no empty space for a bar"
