"""How the site is made: the only code that knows Pelican."""
