"""The one registry of languages: a language exists when it has a row here."""

from dataclasses import dataclass

_LATIN = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'


@dataclass(frozen=True)
class Language:
    """One language the service speaks.

    `tag` is BCP 47 (HTML `lang`), `slug` the first part of every address, `locale` the CLDR locale and catalogue folder,
    `calendar` one of gregorian, roc, buddhist (how years are counted), `analysis` the name of the text analyser,
    `family` and `leading` and `scale` the type (system stack, line height, size in per cent), `aliases` further tags that mean it,
    `fallback` the slug whose words stand in where this language has none, `desk` whether members of staff can work in it,
    `spoken` what the source language calls it, where CLDR has only the name of its writing (越南文) and people say another (越南語).
    """

    tag: str
    slug: str
    locale: str
    endonym: str
    calendar: str = "gregorian"
    analysis: str = "words"
    family: str = _LATIN
    leading: float = 1.6
    scale: int = 100
    aliases: tuple[str, ...] = ()
    fallback: str = "en"
    desk: bool = False
    spoken: str = ""


LANGUAGES: tuple[Language, ...] = (
    Language(
        "zh-Hant",
        "zh-hant",
        "zh_Hant_TW",
        "繁體中文",
        calendar="roc",
        analysis="han",
        family='"PingFang TC","Noto Sans TC","Noto Sans CJK TC","Microsoft JhengHei",' + _LATIN,
        leading=1.75,
        aliases=("zh", "zh-TW", "zh-HK", "zh-MO", "zh-Hant-TW", "zh-Hans", "zh-CN", "zh-SG"),
        fallback="zh-hant",
        desk=True,
    ),
    Language("vi", "vi", "vi", "Tiếng Việt", analysis="syllables", leading=1.65, spoken="越南語"),
    Language("id", "id", "id", "Bahasa Indonesia", analysis="indonesian", aliases=("in", "ms"), spoken="印尼語"),
    Language(
        "th",
        "th",
        "th",
        "ภาษาไทย",
        calendar="buddhist",
        analysis="thai",
        family='"Noto Sans Thai","Leelawadee UI",Thonburi,"Sukhumvit Set",' + _LATIN,
        leading=1.8,
        scale=106,
        spoken="泰語",
    ),
    Language("en", "en", "en_GB", "English", analysis="english", desk=True, spoken="英語"),
    # One row more is one language more.
)

SOURCE = LANGUAGES[0]
"""The language that content is written in first, and that is authoritative."""

DESK = tuple(language for language in LANGUAGES if language.desk)
"""The languages that members of staff can work in, the source in front."""

BY_SLUG = {language.slug: language for language in LANGUAGES}


def by_slug(slug: str) -> Language | None:
    """Return the language whose addresses start with `slug`, or None."""
    return BY_SLUG.get(slug)
