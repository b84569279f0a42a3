"""How pages are found: the only room that knows the search engine."""
