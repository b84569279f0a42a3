"""Which languages there are, and how words, numbers and dates are written in each."""
