"""The order in which a role's pathways are shown, as SQL over table `destination` under the name d."""

# Staying; what is offered, with caution too; of that the city's own jobs before others, a single filled post last, before
# it work of which a fifth goes within the decade, a cut in pay, and what another step leads to; by rank.
ORDER = (
    "d.stays DESC, d.viable OR d.caution DESC, d.people > 0 DESC, d.people = 1 AND d.vacancies = 0,"
    " d.caution AND coalesce(d.change, 0) < -20, d.caution AND coalesce(d.pay_ratio, 1) < 0.85,"
    " d.caution AND d.reason LIKE '%: a step by way of %', d.rank"
)
