"""The sitemap for machines: every page with all its languages, reciprocal, and x-default (sitemaps.org 0.9, hreflang)."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from i18n.languages import LANGUAGES
from plugins.edition import Edition

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(paths: Iterable[str], edition: Edition) -> str:
    """Return the sitemap of the language-free `paths` ("guides/annual-leave/")."""
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    base = edition.frame.base_url
    urls = ET.Element(f"{{{_SITEMAP}}}urlset")
    for path in paths:
        for language in LANGUAGES:
            url = ET.SubElement(urls, f"{{{_SITEMAP}}}url")
            ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = f"{base}/{language.slug}/{path}"
            ET.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = edition.today.isoformat()
            alternates = [(each.tag, f"{base}/{each.slug}/{path}") for each in LANGUAGES]
            for tag, address in [*alternates, ("x-default", f"{base}/")]:
                ET.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=tag, href=address)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(urls, encoding="unicode") + "\n"
