"""The live edge of the site: Flask, and nothing that decides."""
