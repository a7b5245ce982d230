"""Exact money: integer cents, quantity times unit cost rounded half up."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

CENT, MILLIONTH = Decimal("0.01"), Decimal("0.000001")


def exact(value: float | int | str | Decimal) -> Decimal:
    """A number as it is written, so that 0.1 is one tenth."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def to_cents(dollars: float | int | str | Decimal) -> int:
    """US dollars as cents, rounded half up."""
    return round_half_up(exact(dollars) * 100)


def round_half_up(value: Decimal) -> int:
    """The nearest whole number, halves away from zero."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def line_cents(quantity: float | Decimal, unit_cost: float | Decimal) -> int:
    """Cents of a budget line: quantity x unit cost (US dollars), rounded half up."""
    return to_cents(exact(quantity) * exact(unit_cost))


def hundredths(value: Decimal) -> Decimal:
    """A number rounded half up to two decimals."""
    return value.quantize(CENT, ROUND_HALF_UP)


def operand(value: Decimal) -> Decimal:
    """A number that money is worked out from, fine enough that only the product needs to be rounded to the cent."""
    return value.quantize(MILLIONTH, ROUND_HALF_UP)


def at_most_hundredths(value: Decimal) -> Decimal:
    """A number rounded up to two decimals, for bounds."""
    return value.quantize(CENT, ROUND_CEILING)


def rate_in_words(dollars: Decimal) -> str:
    """US dollars a unit as they are written; of more than four decimals, rounded to two or four: 515.00, 48.4586."""
    if dollars.as_tuple().exponent in range(-4, 1):
        return f"{dollars:,f}"
    told = dollars.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return f"{hundredths(told) if told == hundredths(told) else told.normalize():,f}"


def in_words(cents: int) -> str:
    """Cents as people write dollars: $1,234 or $1,234.50."""
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}${whole:,}" + (f".{part:02d}" if part else "")
