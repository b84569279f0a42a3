"""Wiring only: what Pelican must know to run our one generator. `harbour build` adds the edition and the output folder."""

SITENAME = "Labour Harbour"
TIMEZONE = "Asia/Taipei"
PATH = "content"
PLUGINS = ["plugins.site"]
READERS = {"rst": None, "html": None, "md": None, "markdown": None, "mkd": None, "mdown": None}
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
