"""Page 頁面: a page about the service itself."""

from api.kinds.base import Facts, Kind, Section
from i18n.messages import mark


class PageFacts(Facts):
    """Facts of a page."""

    order: int


PAGE = Kind(
    name="page",
    folder="pages",
    title=mark("Help and information"),
    lead=mark("Who runs this service, how to reach us, and what happens to what you write."),
    facts=PageFacts,
    sections=(Section("body", ""),),
    schema_type="WebPage",
    search_boost=0.8,
)
