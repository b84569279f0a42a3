"""How what is published is read, bound to its source, checked and turned into text."""
