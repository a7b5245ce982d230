"""The order in which a role's pathways are shown, as SQL over table `destination` under the name d."""

# Staying; the first steps; what else is offered, with caution too, as an adviser would name it; then all others by rank.
ORDER = "d.stays DESC, d.step = 0, d.step, d.viable OR d.caution DESC, CASE WHEN d.viable OR d.caution THEN -d.score END, d.rank"
