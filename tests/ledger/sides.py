"""A report in which two sides tell of one attack, each in its own words."""

from __future__ import annotations

from handmade import Coder, actor, voice, write

from accord.records import Coded

REBELS, ARMY = actor("MMR REB", "Hill Army"), "MMR MIL"


def raid(outlet: str = "North", *, published: str = "2031-03-06", lead: str = "Onions were dear.") -> Coded:
    """The rebels' account of an attack and, in the next sentence, the army's; they share no party."""
    text = (
        f"{lead} Rebels said 11 people died when a market was hit. The army said it had bombed a depot, killing four."
    )
    coder = Coder(write(text, outlet=outlet, published=published))
    told = "Rebels said 11 people died when a market was hit"
    answer = "The army said it had bombed a depot, killing four"
    coder = Coder(write(f"{lead} {told}. {answer}.", outlet=outlet, published=published))
    one = coder.event(told, "ASSAULT-aerial", date="2031-03-01", sentence=1, by=voice("rebels", "says", REBELS))
    coder.count(one, "11 people", "killed", 11)
    other = coder.event(answer, "ASSAULT-explosives", ARMY, sentence=2, by=voice("army", "says", ARMY))
    coder.count(other, "killing four", "killed", 4)
    return coder.coded()
