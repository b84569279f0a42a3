"""Each form declared once: its fields, limits and marked messages."""
