"""How the terminal shows what would lift a plant to a better level."""

from fractions import Fraction

from rich.console import Console

from qingyuan.cli.screen import Screen
from qingyuan.papers.words import shown
from qingyuan.rules.indicators.gaps import Change, Lift
from qingyuan.rules.indicators.levels import FULL
from qingyuan.rules.indicators.limits import limit_text
from qingyuan.rules.messages import Message, msg

PERCENT = 100
MOST_GAINS = 6


def show_lift(console: Console, screen: Screen, lift: Lift) -> None:
    """Show the single changes that suffice, or what is needed together and where points are."""
    console.print()
    level = lift.level.name
    if lift.single:
        told = msg("What alone would lift it to level {level}", level=level)
    elif lift.together:
        told = msg("No single change reaches level {level}; all of these are needed", level=level)
    else:
        told = msg("No single change reaches level {level}", level=level)
    console.print(screen.say(told), style="bold")
    screen.bullets(console, [change_words(change) for change in lift.single or lift.together], "→")
    if lift.still_short:
        screen.bullets(console, [_still_short(lift)], "→")
        gains = [
            msg("{change}: {points} points", change=change_words(change), points=_points(change))
            for change in lift.gains[:MOST_GAINS]
        ]
        if len(lift.gains) > MOST_GAINS:
            gains.append(msg("and {count} more", count=len(lift.gains) - MOST_GAINS))
        screen.bullets(console, gains, "   +")


def _still_short(lift: Lift) -> Message:
    if lift.gains:
        return msg("{points} points of the index are to be won, from:", points=lift.still_short)
    return msg("{points} points of the index are to be won", points=lift.still_short)


def _points(change: Change) -> Fraction:
    return FULL * change.standing.weight


def change_words(change: Change) -> Message:
    """Return a change as an instruction: which indicator, to what, and how far that is."""
    words = msg(
        "{name}: {limit}",
        name=change.standing.indicator.name,
        limit=limit_text(change.limit, {}) if change.bound is None else _bound(change),
    )
    if change.relative is None:
        return msg("{change} (level {level})", change=words, level=change.to.name)
    return msg(
        "{change} (level {level}; {relative} % of the present figure)",
        change=words,
        level=change.to.name,
        relative=_signed(change.relative),
    )


def _bound(change: Change) -> str:
    text = limit_text(change.limit, {})
    sign = text.split(" ")[0] if isinstance(text, str) and " " in text else ""
    unit = change.standing.indicator.unit or ""
    number = shown(change.bound or Fraction(0), 4)
    return f"{sign} {number} {unit}".strip()


def _signed(relative: Fraction) -> str:
    text = shown(PERCENT * relative, 1)
    return text if text.startswith("-") else f"+{text}"
