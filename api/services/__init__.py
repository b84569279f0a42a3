"""What the service does: one use case per function, a rule and the store in one transaction."""
