"""A small build for tests: the offers of one class or two, announced in every language, as a service reads them."""

import json
from collections.abc import Collection
from pathlib import Path

from api.domain.offers import OFFERS, Offer
from api.services.published import Published
from i18n.languages import LANGUAGES

TITLES = {
    "zh-hant": "銲接入門，晚間班；第一梯次",
    "vi": "Nhập môn hàn, lớp buổi tối: những điều cần biết trước khi bắt đầu học nghề",
    "id": "Pengantar pengelasan",
    "th": "การเชื่อมโลหะเบื้องต้น ภาคค่ำ สำหรับแรงงานข้ามชาติที่ต้องการเรียนรู้ทักษะใหม่",
    "en": "Welding for beginners",
}
BASE = "https://harbour.example"


def publish(folder: Path, *offers: Offer, private: Collection[str] = ()) -> Published:
    """Write a build that announces `offers` (those in `private` under neutral subjects), and return what follows it."""
    build = folder / "builds" / "1"
    build.mkdir(parents=True)
    words = {
        language.slug: {
            "title": TITLES[language.slug],
            "place": f"{language.endonym} 201",
            "url": f"/{language.slug}/courses/a-class/",
            "list": f"/{language.slug}/courses/",
        }
        for language in LANGUAGES
    }
    bookable = {
        offer.id: {"folder": "courses", "sample": False, "private": offer.id in private, "words": words}
        for offer in offers
    }
    catalogue = {
        "courses": [],
        "offers": OFFERS.dump_python(list(offers), mode="json"),
        "bookable": bookable,
        "titles": {},
        "fairs": [],
        "districts": {},
    }
    frame = {"base_url": BASE, "hotline": "1955", "police": "110", "timezone": "Asia/Taipei", "built_on": "2026-11-21"}
    files = {
        "build.json": {"build": "1", "frame": frame},
        "catalogue.json": catalogue,
        "law.json": {"figures": {}, "articles": {}},
    }
    for name, content in files.items():
        (build / name).write_text(json.dumps(content), encoding="utf-8")
    (folder / "current").symlink_to("builds/1")
    return Published(folder)
