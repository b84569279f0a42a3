"""What machines read of a page: JSON-LD of the kind's schema.org type, with its breadcrumbs."""

from typing import Any

from api.content.library import Entry
from api.content.sections import PrintedEntry
from api.kinds import BY_NAME
from i18n.languages import Language
from i18n.messages import translate
from plugins.edition import Edition
from theme.page import SITE_NAME


def _organisation(edition: Edition, language: Language) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization",
        "name": translate(SITE_NAME, language),
        "url": f"{edition.frame.base_url}/{language.slug}/",
    }


def _location(entry: Entry, edition: Edition, language: Language) -> dict[str, Any] | None:
    facts = entry.facts
    if place := getattr(facts, "place", ""):
        found = edition.library.entries[f"{BY_NAME['place'].folder}/{place}"]
        return {
            "@type": "Place",
            "name": found.document(language).title.text,
            "address": found.facts.address or found.facts.address_latin or "",
        }
    if district := getattr(facts, "district", ""):
        name = edition.library.the_site().district(district, language)
        return {"@type": "Place", "name": name, "address": name}
    return None


def of_entry(entry: Entry, printed: PrintedEntry, edition: Edition, language: Language) -> dict[str, Any]:
    """Return the JSON-LD of an entry's page."""
    base = edition.frame.base_url
    organisation = _organisation(edition, language)
    thing: dict[str, Any] = {
        "@type": entry.kind.schema_type,
        "name": printed.title,
        "description": printed.summary,
        "url": f"{base}{entry.address(language)}",
        "inLanguage": language.tag,
        **entry.kind.schema(entry.facts),
    }
    if entry.kind.schema_type == "Article":
        thing |= {"headline": printed.title, "author": organisation, "publisher": organisation}
        if printed.confirmed:
            thing["dateModified"] = printed.confirmed.isoformat()
    elif entry.kind.name == "course":
        thing["provider"] = organisation
    elif entry.kind.schema_type.endswith("Event"):
        thing["organizer"] = organisation
    if entry.kind.is_dated and entry.kind.name != "course" and (location := _location(entry, edition, language)):
        thing["location"] = location
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": 1,
                "name": translate(SITE_NAME, language),
                "item": f"{base}/{language.slug}/",
            },
            {
                "@type": "ListItem",
                "position": 2,
                "name": translate(entry.kind.title, language),
                "item": f"{base}/{language.slug}/{entry.kind.folder}/",
            },
        ],
    }
    return {"@context": "https://schema.org", "@graph": [thing, crumbs]}


def of_home(edition: Edition, language: Language) -> dict[str, Any]:
    """Return the JSON-LD of the home page: who runs it, and how it is reached."""
    phone = edition.frame.hotline
    contact = {
        "@type": "ContactPoint",
        "telephone": phone,
        "contactType": "hotline",
        "hoursAvailable": "Mo-Su 00:00-24:00",
    }
    return {"@context": "https://schema.org", **_organisation(edition, language), "contactPoint": contact}
