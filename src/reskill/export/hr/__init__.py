"""The sheets of the personnel office's edition."""
