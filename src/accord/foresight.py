"""The order of rooms where forecasts are made: the ledger's past → forecasting → the ledger's forecasts.

A million events take long to read and to learn from, and are the same ones tomorrow. So what was worked out from a
ledger in a file is kept in a folder beside it (``accord.db.past``), which may be thrown away at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from accord.errors import ConfigError, DataError
from accord.forecasting.dealings import dealings, met, pair_past
from accord.forecasting.history import History, gather
from accord.forecasting.probability import ENOUGH, Model, learn
from accord.forecasting.questions import Question, add_days, ask, read_pair
from accord.forecasting.regions import parties_of
from accord.forecasting.stored import load_history, load_model, save_history, save_model
from accord.forecasting.trends import By, trends
from accord.forecasting.vantage import Vantage
from accord.naming import find_pair, find_party
from accord.parties import is_named, party
from accord.publishing.labels import day_of
from accord.records import Background, Dossier, Forecast, Side, Trend

if TYPE_CHECKING:
    from accord.ledger import Ledger

#: Days ahead that a dossier looks, of how many pairs, and how many days its past may end before its reports.
HORIZON, PAIRS, STALE = 30, 3, 60


@dataclass(frozen=True, slots=True)
class Past:
    """A ledger's past as a history; ``folder`` is where what is worked out from it is kept, None for nowhere."""

    history: History
    folder: Path | None

    def from_day(self, as_of: str) -> str:
        """The day to forecast from: ``as_of``, or the day after the last event where the history ends before it."""
        return min(as_of, add_days(self.history.last, 1)) if as_of else add_days(self.history.last, 1)

    def vantage(self, *, as_of: str, days: int, types: bool = True) -> Vantage:
        """The vantage point of a day, with the model for a horizon: learnt now, or kept from before."""
        return Vantage(self.history, self._model(as_of, days, types), as_of=as_of)

    def party(self, text: str) -> str:
        """The key of the party that ``text`` names: as the history has it, or by the names of the tables."""
        at = self.history.find(text)
        if at >= 0:
            return self.history.parties[at]
        return party(find_party(text, also=self.history.parties))

    def _model(self, as_of: str, days: int, types: bool) -> Model:
        name = f"model-{as_of}-{days}{'-types' if types else ''}"
        kept = load_model(self.folder, name=name) if self.folder else None
        if kept is None:
            kept = learn(self.history, days=days, as_of=as_of, types=types)
            if self.folder:
                save_model(kept, self.folder, name=name)
        return kept


def past_of(ledger: Ledger, *, known_by: str = "") -> Past:
    """The past of a ledger, as known by the end of a day; read from the folder beside it where that is up to date.

    Raises DataError where the ledger holds no event with a day and two named parties.
    """
    folder = Path(f"{ledger.store.name}.past") if ledger.store.is_sqlite else None
    mark = f"{ledger.past_mark()} {known_by}"
    history = load_history(folder, mark=mark) if folder else None
    if history is None:
        history = gather(ledger.past_events(known_by=known_by))
        if folder and len(history):
            folder = _keep(history, folder, mark)
    if not len(history):
        raise DataError(
            "the ledger holds no past events to forecast from",
            remedy="accord ingest reads reports into it, accord import other datasets",
        )
    return Past(history, folder)


def _keep(history: History, folder: Path, mark: str) -> Path | None:
    """Keep the history, where the folder of the ledger can be written to."""
    try:
        save_history(history, folder, mark=mark)
    except OSError:
        return None
    return folder


def forecast_pair(past: Past, actor: str, recipient: str, *, as_of: str, days: int, made_on: str) -> list[Forecast]:
    """A forecast for every kind of event from the one to the other, within ``days`` from the day ``as_of``."""
    sides = past.party(actor), past.party(recipient)
    return past.vantage(as_of=as_of, days=days).answer(ask(*sides, start=as_of, days=days), made_on=made_on)


def forecast_question(past: Past, question: Question, *, made_on: str) -> list[Forecast]:
    """The forecast that answers one question."""
    asked = Question(
        past.party(question.actor), past.party(question.recipient), question.kind, question.start, question.end
    )
    quads = asked.kind.startswith("quad ")
    vantage = past.vantage(as_of=asked.start, days=asked.days, types=not quads)
    return vantage.answer([asked], made_on=made_on)


def forecast_top(past: Past, *, region: str, most: int, as_of: str, days: int, made_on: str) -> list[Forecast]:
    """Where risk departs most from its base rate, among pairs with a party of the region (``""``: the world)."""
    parties = parties_of(region, past.history.parties) if region else frozenset(past.history.parties)
    return past.vantage(as_of=as_of, days=days).top(parties, most=most, made_on=made_on)


def with_forecasts(dossier: Dossier, ledger: str) -> Dossier:
    """``dossier`` with how the parties of its main happenings dealt with each other before, and what comes next.

    Forecasts start on the day after the last report, from what was known when it began; they are left out, with a
    reason, where the past ends long before that day. What people graded in the ledger is told, and the best graded
    side of each contest comes first. Raises ConfigError where there is no such ledger.
    """
    from accord.ledger import open_ledger

    if "://" not in ledger and not Path(ledger).exists():
        raise ConfigError(f"there is no ledger {ledger}", remedy="accord ingest PATH --ledger FILE makes one")
    days = [day for report in dossier.reports if (day := day_of(report.published))]
    if not days:
        return dossier
    with open_ledger(ledger) as held:
        return _looked_back(_graded(dossier, held), past_of(held), today=add_days(max(days), 1))


def _graded(dossier: Dossier, ledger: Ledger) -> Dossier:
    """``dossier`` with the grades of its outlets. They order the sides of contests and change nothing else."""
    from accord.ledger.people import rank_of

    outlets = {report.id: report.outlet for report in dossier.reports}
    known = ledger.grades()
    grades = {name: known[name].reliability for name in sorted({*outlets.values()} & known.keys())}

    def rank(side: Side) -> tuple[int, int]:
        told = {outlets.get(span.report, "") for span in side.because}
        return min((rank_of(grades.get(outlet, "")) for outlet in told), default=rank_of(""))

    contests = tuple(replace(one, sides=tuple(sorted(one.sides, key=rank))) for one in dossier.contests)
    return replace(dossier, contests=contests, grades=tuple(grades.items()))


def _looked_back(dossier: Dossier, past: Past, *, today: str) -> Dossier:
    """The past before ``today`` of the dossier's main parties, and forecasts from that day on."""
    start = past.from_day(today)
    known = past.history.before(start)
    pairs = _main_pairs(dossier)
    # A pair that hardly met says nothing; of the first a reader will want to know even that.
    asked = [pair for pair in pairs if len(known) and met(known, *pair) >= ENOUGH][:PAIRS]
    shown = list(dict.fromkeys([*pairs[:1], *asked]))
    made: list[Forecast] = []
    note = _why_none(known, asked, start, today)
    if not note:
        vantage = past.vantage(as_of=start, days=HORIZON)
        both = [sides for pair in asked for sides in (pair, pair[::-1])]
        questions = [one for sides in both for one in ask(*sides, start=start, days=HORIZON)]
        made = vantage.answer([one for one in questions if one.kind.startswith("quad ")], made_on=today)
    until = add_days(today, -1) if add_days(start, STALE) >= today else known.last
    drawn = tuple(pair_past(known, *sides, until=until) for sides in shown) if len(known) else ()
    behind = dealings(known, [one for pair in drawn for one in pair.trends], made)
    background = Background(known.first, known.last, drawn, behind, note)
    return replace(dossier, forecasts=tuple(made), background=background)


def _why_none(known: History, asked: Sequence[tuple[str, str]], start: str, today: str) -> str:
    """Why nothing is forecast, in a sentence; ``""`` where something can be."""
    if not len(known):
        return "The past begins after these reports: it cannot tell what was to come."
    if add_days(start, STALE) < today:
        return f"The past ends {known.last}, long before these reports: nothing is forecast from it."
    if not asked:
        return f"The past holds fewer than {ENOUGH} events between any two of the main parties: nothing is forecast."
    return ""


def _main_pairs(dossier: Dossier) -> list[tuple[str, str]]:
    """Two parties each that did something to one another, by how much all their happenings together weigh.

    The first of the two is the one that did more to the other.
    """
    weights: dict[tuple[str, str], float] = {}
    for one in dossier.episodes:
        for sides in dict.fromkeys((party(a), party(b)) for a in one.actors for b in one.recipients):
            if sides[0] != sides[1] and all(map(is_named, sides)):
                weights[sides] = weights.get(sides, 0.0) + one.weight
    both = {sides: weight + weights.get(sides[::-1], 0.0) for sides, weight in weights.items()}
    ranked = sorted(both, key=lambda sides: (-both[sides], -weights[sides], sides))
    once: dict[frozenset[str], tuple[str, str]] = {}
    for sides in ranked:
        once.setdefault(frozenset(sides), sides)
    return list(once.values())


def keep(ledger: Ledger, made: Sequence[Forecast]) -> int:
    """Write forecasts into the ledger, where they stay as they were made; give back how many were new."""
    return ledger.append_forecasts(made)


def trends_of(past: Past, pair: str, *, by: By, since: str = "", until: str = "") -> list[Trend]:
    """The trends between two parties: first from the one to the other, then back."""
    a, b = _two(past, pair)
    both = [(a, b)] if a == b else [(a, b), (b, a)]
    return [one for sides in both for one in trends(past.history, *sides, by=by, since=since, until=until)]


def _two(past: Past, pair: str) -> tuple[str, str]:
    try:
        sides = read_pair(pair)
    except ConfigError:
        return tuple(party(one) for one in find_pair(pair, also=past.history.parties))  # type: ignore[return-value]
    return past.party(sides[0]), past.party(sides[1])
