"""Planning: who is trained, for what, when, at what cost and from which fund."""
