"""How much better paid a step is, as pay there over today's."""

BETTER = 1.05  # from which a step is better paid
RAISE = 1.08  # from which pay is worth a move that few were seen to take
MUCH_BETTER = 1.1  # from which better pay makes up for work that is more exposed or asks less preparation
STEEP = 1.25  # above which a step wants people who were seen to take it, or the likeliest work
LEAP = 1.3  # above which a step is no first one
COMMON_LEAP = 1.35  # the same where many go that way
