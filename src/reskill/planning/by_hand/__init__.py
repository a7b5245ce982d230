"""Work on a plan by hand: what a person changes in it, locks, adds and drops."""
