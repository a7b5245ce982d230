"""The order in which a role's pathways are shown, as SQL over the columns of table `destination`."""

# Staying; what is offered, with caution too; of that the city's own jobs before others, and a cut in pay last; by rank.
ORDER = "stays DESC, viable OR caution DESC, people > 0 DESC, caution AND coalesce(pay_ratio, 1) < 0.85, rank"
