"""Timing: which time named in a sentence dates an event of it."""

from __future__ import annotations

from collections.abc import Iterator

from accord.coding.aftermath import came_before
from accord.records import Mention, Sentence, Time, Token

#: Verbs of speech; a day beside one is the day of speaking.
SPEECH = frozenset(
    (
        "say",
        "tell",
        "announce",
        "report",
        "add",
        "state",
        "declare",
        "warn",
        "claim",
        "note",
        "confirm",
        "deny",
        "reiterate",
        "acknowledge",
        "insist",
        "stress",
    )
)
#: Dependencies that stay inside one clause on the way from a noun trigger to its verb.
NOMINAL = frozenset(
    (
        "prep",
        "pobj",
        "pcomp",
        "npadvmod",
        "tmod",
        "advmod",
        "amod",
        "nummod",
        "compound",
        "det",
        "poss",
        "nmod",
        "dobj",
        "obj",
        "nsubj",
        "nsubjpass",
        "appos",
        "attr",
        "dative",
        "agent",
        "quantmod",
        "oprd",
        "dep",
        "case",
    )
)
#: Nouns for what a deed has cost by now, whenever the deed was.
TOLLS = frozenset(("toll", "tally"))
#: Dependencies over which a verb shares the time of the verb above it.
SHARED = frozenset(("xcomp", "conj", "advcl", "acl", "pcomp", "prep"))
#: Words that set what they govern at another time than the clause around it, or at none.
APART = frozenset(("after", "before", "since", "until", "following", "because", "if", "unless", "although", "though"))
#: What is a cause, not an hour: "suspended on Friday *over* the coup".
CAUSES = frozenset(("over", "despite"))
#: Precisions of a time that has room for two deeds of which one came before the other.
_ROOMY = frozenset(("year", "season", "range", "month"))
#: Prepositions under which a dated noun says when its clause is: "at Monday's meeting", "in the 2019 election".
WITHIN = frozenset(("at", "in", "during", "on"))
#: How a time hangs on a noun that it tells apart from others: "a *1972* treaty", "*Wednesday's* coup".
TELLING_APART = frozenset(("poss", "nummod", "compound", "nmod", "amod"))
#: Under these a time after a verb of asking or promising is that of what is asked: "called for a strike *from* Friday".
OF_THE_CONTENT = frozenset(("from", "by", "until", "till", "within", "before"))
#: Nouns that are stretches of time themselves: "on the *night* of 11 March".
STRETCHES = frozenset((
    "day", "night", "morning", "evening", "afternoon", "hour", "week", "weekend", "month", "year", "end", "start",
    "beginning", "middle", "eve", "dawn", "spring", "summer", "autumn", "fall", "winter", "half", "quarter",
))  # fmt: skip


#: What gives the last of several verbs a clause of its own, by the verbs' form.
_OWN = {"VBN": ("aux", "auxpass"), "VBD": ("aux", "auxpass", "nsubj", "nsubjpass", "advmod")}


def event_time(sentence: Sentence, token_index: int, *, asks: bool = False) -> Mention[Time] | None:
    """The time in ``sentence.times`` of the event whose trigger is that token; None where the text gives it none.

    A time belongs to the nearest clause above it. A trigger takes the time of its own clause, else that of the clause
    it shares a subject or an object with, never that of a verb of speech that reports it. Of words that ask or promise
    (``asks``) it is not the time by which what they are about is to happen.
    """
    times = [m for m in sentence.times if m.value.start or m.value.value.startswith("XXXX")]
    times = [m for m in times if not (_elsewhere(sentence, m) or (asks and _of_the_content(sentence, m, token_index)))]
    if not times or not 0 <= token_index < len(sentence.tokens) or back_then(sentence, token_index):
        return None
    if of_deed := _of_the_deed(sentence, token_index, times):
        return of_deed
    owners = [_owner(sentence, mention, token_index) for mention in times]
    for i, apart in _clauses(sentence.tokens, token_index):
        own = [m for m, owner in zip(times, owners, strict=True) if owner == i]
        own = own or _told_when(sentence, i, times)
        # "in 1993, after they had met": within a year there is room for both
        own = [m for m in own if not apart or m.value.precision in _ROOMY]
        if own:
            return min(own, key=lambda m: (not m.value.start, abs(m.head - token_index), m.start))
    return _of_the_last(sentence, token_index, times, owners)


def _of_the_deed(sentence: Sentence, verb: int, times: list[Mention[Time]]) -> Mention[Time] | None:
    """ "The *January* bombing that *killed* ten": they died when the deed was that the clause tells more of."""
    tokens = sentence.tokens
    token = tokens[verb]
    if token.dep == "conj":
        verb, token = token.head, tokens[token.head]
    linked = any(t.head == verb and t.dep == "nsubj" and t.text.lower() in ("that", "which") for t in tokens)
    if token.dep != "relcl" or not linked or any(verb in sentence.upward(m.head) for m in times):
        return None
    return next((m for m in times if m.end <= token.start and token.head in sentence.upward(m.head)), None)


def _told_when(sentence: Sentence, i: int, times: list[Mention[Time]]) -> list[Mention[Time]]:
    """ "On Tuesday night, *when* troops crossed the border": the time that a clause says more of."""
    token = sentence.tokens[i]
    asked = any(t.head == i and t.text.lower() == "when" for t in sentence.tokens)
    noun = sentence.tokens[token.head]
    return [m for m in times if asked and token.dep == "relcl" and m.start <= noun.start < m.end]


def _of_the_last(
    sentence: Sentence, trigger: int, times: list[Mention[Time]], owners: list[int]
) -> Mention[Time] | None:
    """ "Nine were killed and 20 *wounded on Tuesday*": a time behind the last of several verbs is of all.

    So it is of finite verbs in the past with one subject ("*killed* ten and seized six *in 2023*").
    """
    tokens = sentence.tokens
    last = [
        i
        for i, t in enumerate(tokens)
        if t.head == trigger
        and t.dep == "conj"
        and t.tag == tokens[trigger].tag
        and t.tag in _OWN
        and not any(k.head == i and k.dep in _OWN[t.tag] for k in tokens)
    ]
    own = zip(times, owners, strict=True)
    return next((m for m, owner in own if owner in last and m.start > tokens[owner].start), None)


def back_then(sentence: Sentence, token_index: int) -> bool:
    """Whether a clause is set at a time told before: "Mali protested *at the time*", "they had talked *back then*"."""
    tokens = sentence.tokens
    words = [t.text.lower() for t in tokens]
    said = [n for n in range(len(words) - 2) if words[n] == "at" and words[n + 1] in ("the", "that")]
    said = [n for n in said if words[n + 2] == "time" and not _filled(tokens, n + 2)]
    said += [n for n in range(len(words) - 1) if words[n : n + 2] == ["back", "then"]]
    at = _verb_of(tokens, token_index)
    told = {at, tokens[at].head} if tokens[at].dep == "conj" else {at}
    own = tokens[at].dep == "conj" and any(_verb_of(tokens, m.head) == at for m in sentence.times)
    return not own and any(_verb_of(tokens, n) in told for n in said)


def _filled(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a noun is told more of behind it: "at the time *of* the vote", "*when* he ruled"."""
    return any(t.head == i and n > i and t.dep in ("prep", "relcl", "acl", "advcl") for n, t in enumerate(tokens))


def _verb_of(tokens: tuple[Token, ...], i: int) -> int:
    for _ in range(len(tokens)):
        if (tokens[i].pos in ("VERB", "AUX") and tokens[i].dep not in ("aux", "auxpass")) or tokens[i].head == i:
            return i
        i = tokens[i].head
    return i


def _owner(sentence: Sentence, mention: Mention[Time], trigger: int) -> int:
    """The token whose event the time dates: the trigger itself if it is met on the way up, else the clause's verb."""
    tokens = sentence.tokens
    before = mention.head
    while before > 0 and (tokens[before].start >= mention.start or tokens[before].pos in ("ADP", "DET")):
        before -= 1
    if tokens[before].lemma.lower() in SPEECH and tokens[before].pos == "VERB":
        return before
    below = mention.head
    for i in sentence.upward(mention.head):
        if i == trigger or (tokens[i].pos in ("VERB", "AUX") and tokens[i].dep not in ("aux", "auxpass", "amod")):
            return i
        if tokens[i].pos in ("NOUN", "PROPN") and i != mention.head and _tells_apart(tokens, below, i):
            return i
        below = i
    return mention.head


def _of_the_content(sentence: Sentence, mention: Mention[Time], trigger: int) -> bool:
    """Whether a time is that of what is asked or charged: "called for a strike *from* Friday"."""
    tokens = sentence.tokens
    above = list(sentence.upward(mention.head))
    below = above[: above.index(trigger)] if trigger in above else []
    charged = any(tokens[i].text.lower() == "of" and tokens[i].head == trigger for i in below)
    return mention.head > trigger and (charged or any(tokens[i].text.lower() in OF_THE_CONTENT for i in below))


def _tells_apart(tokens: tuple[Token, ...], below: int, noun: int) -> bool:
    """Whether a time under ``below`` is of the noun alone: "a *1972* treaty", "over *Wednesday's* coup".

    A happening that does the deed or at which it is done lends it its time: "*Monday's* raid killed ten", "at
    *Monday's* talks".
    """
    over = tokens[noun]
    link = tokens[below]
    before = below < noun and link.dep in TELLING_APART
    named = before or (link.dep == "prep" and link.text.lower() == "of")
    if not named or over.lemma.lower() in STRETCHES or over.ent in ("DATE", "TIME"):
        return False
    if over.dep in ("nsubj", "nsubjpass"):
        return link.dep == "prep" or (link.dep == "nummod" and not _happens(tokens, noun))
    # "imposed after the *1990* invasion": it was not long after
    lends = WITHIN | {"after", "since", "following"} if link.dep == "nummod" else WITHIN
    return not (over.dep == "pobj" and tokens[over.head].text.lower() in lends and link.dep != "prep")


def _happens(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether a noun is the subject of a verb in the past: "the 2008 war *killed*", not "the 2015 pact *bans*"."""
    verb = tokens[tokens[noun].head]
    return verb.tag in ("VBD", "VBN")


def _elsewhere(sentence: Sentence, mention: Mention[Time]) -> bool:
    """Whether a time only gives an hour in another zone: "at 5 a.m. (*2200 GMT Wednesday*)"."""
    tokens = sentence.tokens
    first = next((n for n, t in enumerate(tokens) if t.end > mention.start), mention.head)
    opened = next((n for n in range(first, max(-1, first - 6), -1) if tokens[n].text in ("(", ")")), None)
    if opened is None or tokens[opened].text != "(":
        return False
    return any(t.text.upper() in ("GMT", "UTC") for t in tokens[opened : mention.head + 4])


def _clauses(tokens: tuple[Token, ...], trigger: int) -> Iterator[tuple[int, bool]]:
    """The trigger and the tokens above it that share its time, nearest first; each with whether it is told of another
    time than what hangs on it ("left *after* they had met")."""
    yield trigger, False
    at, apart = trigger, False
    for _ in range(len(tokens)):
        token = tokens[at]
        above = token.head
        verbal = token.pos in ("VERB", "AUX")
        if above == at or token.dep not in (SHARED if verbal else NOMINAL | {"conj"}):
            return
        before, apart = apart, apart or _apart(tokens, at)
        if token.dep == "prep" and any(t.lemma.lower() in TOLLS for t in tokens[max(0, at - 2) : at]):
            # "Two died on Friday, bringing the toll *from* the clash to five": the clash was before.
            return
        if tokens[above].lemma.lower() in SPEECH and token.dep not in ("nsubj", "dobj", "conj"):
            return
        yield above, before if token.dep == "acl" else apart  # "the 23 May accord *signed* by them"
        at = above


def _apart(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether what a word says has a time of its own, unsaid here: "left on Friday *after* Mali *broke* off ties"."""
    token = tokens[at]
    if came_before(tokens, at):
        return True
    under = token.dep == "pobj" and _under(tokens, at)
    if token.pos not in ("VERB", "AUX"):
        return under or (token.dep == "prep" and token.text.lower() in APART | CAUSES)
    marks = {t.text.lower() for t in tokens if t.head == at and t.dep in ("mark", "advmod", "prep")}
    if token.dep == "acl":
        return token.tag == "VBN"  # "freed the women *seized* there"
    return bool(marks & APART) if token.dep == "advcl" else token.dep == "pcomp" and _under(tokens, at, "for")


def _under(tokens: tuple[Token, ...], at: int, *more: str) -> bool:
    return tokens[tokens[at].head].text.lower() in APART | CAUSES | set(more)


def is_ahead(i: int, when: Mention[Time] | None, sentence: Sentence, published: str, *, bare: bool) -> bool:
    """Whether a date puts what a noun or a present tense tells behind the report: "during *protests next month*".

    "The two *meet on Monday*", told on Friday, is to come if its day is given and, as ``bare`` says, nothing else is
    said of how real it is.
    """
    if when is None or not published or when.value.start <= published[:10]:
        return False
    token = sentence.tokens[i]
    if token.pos in ("NOUN", "PROPN"):
        return True
    helped = any(other.head == i and other.dep in ("aux", "auxpass") for other in sentence.tokens)
    return bare and not helped and token.tag in ("VBZ", "VBP") and when.value.precision == "day"
