"""Pure rules: values in, values out; the clock and the capacity are arguments."""
