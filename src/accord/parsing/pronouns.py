"""Pronouns: he, she, it, they and their kin, I and we inside quotations, who and which.

Each rule prefers the subject of the clause around the pronoun, then a single candidate nearby. Two candidates that are
equally good leave the pronoun unresolved: a wrong actor is worse than none.
"""

from __future__ import annotations

from dataclasses import replace

from accord.parsing.antecedents import (
    PEOPLE,
    PERSON,
    REACH,
    SUBJECTS,
    THING,
    Antecedent,
    Memory,
    antecedents,
    children,
    clause_subjects,
    coordinated,
    copular_subjects,
    covering,
    is_own_subject,
    is_owned_plan,
    is_region,
    only,
    refer,
    state_of,
)
from accord.parsing.names import fold
from accord.parsing.plurals import resolve_they, resolve_those
from accord.parsing.proximity import held_one, nearest_thing
from accord.records import Actor, Mention, Sentence

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
SELF = frozenset({"i", "me", "my", "mine", "myself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
WHO = frozenset({"who", "whom", "which", "that", "whose"})
#: Sectors that speak for their state when they say "we".
STATE_VOICE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", ""})


def resolve_pronoun(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int
) -> list[Mention[Actor]]:
    """The mentions that the word at ``at`` makes if it is a pronoun with a clear antecedent; else none."""
    token = sentence.tokens[at]
    word = token.text.lower()
    if token.tag in ("WP", "WDT", "WP$") and word in WHO:
        return _relative(memory, sentence, mentions, at)
    if word == "those":
        return resolve_those(memory, sentence, mentions, at)
    if token.tag not in ("PRP", "PRP$"):
        return []
    if word in SELF | WE:
        return _first_person(memory, sentence, at, word)
    if word in HE | SHE:
        return _person(memory, sentence, mentions, at, "he" if word in HE else "she")
    if word in IT:
        return _thing(memory, sentence, mentions, at)
    return resolve_they(memory, sentence, mentions, at) if word in THEY else []


def _relative(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
    tokens = sentence.tokens
    verb = at
    for _ in range(len(tokens)):
        if tokens[verb].dep == "relcl" or tokens[verb].head == verb:
            break
        verb = tokens[verb].head
    if tokens[verb].dep != "relcl":
        return []
    noun = tokens[verb].head
    found = [m for m in mentions if m.head == noun and m.end <= tokens[at].start]
    if any(found and found[0].end <= m.start and m.end <= tokens[at].start for m in mentions):
        return []
    if tokens[at].text.lower() in ("who", "whom") and len(found) == 1:
        found = [a.mention for a in antecedents(sentence, found, memory.index) if a.nature in (PERSON, PEOPLE)]
    return [refer(memory.report, tokens, at, m, actor=m.value, via="pronoun") for m in found]


def _first_person(memory: Memory, sentence: Sentence, at: int, word: str) -> list[Mention[Actor]]:
    """I and we inside a quotation: the speaker, and the speaker's side."""
    token = sentence.tokens[at]
    if memory.speaker is None or not any(q.start <= token.start < q.end for q in sentence.quoted):
        return []
    speaker = memory.speaker
    if word in SELF:
        return [refer(memory.report, sentence.tokens, at, speaker, actor=speaker.value, via="pronoun")]
    side = side_of(memory, speaker.value)
    return [refer(memory.report, sentence.tokens, at, speaker, actor=side, via="pronoun")] if side else []


def side_of(memory: Memory, actor: Actor) -> Actor | None:
    """Whom a speaker's "we" means: the state of an official, the body of its spokesman, else the speaker's group."""
    if actor.sector in STATE_VOICE:
        return state_of(actor, memory.index)
    if actor.country or actor.sector:
        return Actor(actor.country, actor.sector, actor.name if actor.id else "", "", actor.id)
    return None


def _person(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int, gender: str
) -> list[Mention[Actor]]:
    named = _before(memory, sentence, mentions, at)
    own = {a.key for a in named if is_own_subject(sentence, a, at)}
    before = [a for a in named if a.key not in own]

    def fits(a: Antecedent) -> bool:
        return (
            a.key not in own
            and a.nature == PERSON
            and _gender(memory, a) in ("", gender)
            and not _is_own_speaker(memory, sentence, a, at)
        )

    ahead = _ahead(memory, sentence, mentions, at)
    held = _held(sentence, before, mentions, at)
    if held:
        return [refer(memory.report, sentence.tokens, at, held[0], actor=held[0].value, via="pronoun")]
    found = _by_clause(sentence, mentions, at, [a for a in (*before, *ahead) if fits(a)])
    if found is None and not _has_unknown_subject(memory, sentence, mentions, at):
        found = _nearest(memory, sentence, at, before, fits)
    if found is None or _has_better(memory, found, before, gender=gender, own=own):
        return []
    if found.mention.value.name:
        memory.genders.setdefault(found.mention.value.name, gender)
    return [refer(memory.report, sentence.tokens, at, found.mention, actor=found.mention.value, via="pronoun")]


def _held(
    sentence: Sentence, before: list[Antecedent], mentions: list[Mention[Actor]], at: int
) -> list[Mention[Actor]]:
    """ "The FBI held *John Doe* as he left": who is held, where whoever did it is no person."""
    held = held_one(sentence, at)
    here = [m for m in mentions if m.head == held]
    if held is None or len(here) != 1 or sentence.tokens[held].tag not in ("NN", "NNP"):
        return []
    named = here[0].via == "unknown" and sentence.tokens[held].ent not in ("ORG", "GPE", "FAC", "PRODUCT")
    person = named or any(a.mention is here[0] and a.nature == PERSON for a in before)
    doer = [c for c in children(sentence.tokens, sentence.tokens[held].head) if sentence.tokens[c].dep in SUBJECTS]
    people = any(a.mention.head in doer and a.nature == PERSON for a in before)
    return here if person and doer and not people else []


def _has_unknown_subject(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> bool:
    """Whether a name that is no known actor is a subject around the pronoun: it is likely the one meant."""
    tokens = sentence.tokens
    subjects = (s for s in clause_subjects(tokens, at) if s < at and tokens[s].tag.startswith("NNP"))
    here = (antecedents(sentence, covering(mentions, sentence, s), memory.index) for s in subjects)
    # What the parser takes for an organisation may be a person's name.
    return any(all(a.nature == THING and a.mention.via == "unknown" for a in found) for found in here)


def _has_better(
    memory: Memory, found: Antecedent, before: list[Antecedent], *, gender: str, own: set[tuple[str, str]]
) -> bool:
    """Whether the one found could be of either gender while another nearby is known to be of the right one."""
    if _gender(memory, found):
        return False
    near = (a for a in (*before, *memory.recent(1)) if a.key not in own)
    return any(a.nature == PERSON and a.key != found.key and _gender(memory, a) == gender for a in near)


def _is_own_speaker(memory: Memory, sentence: Sentence, found: Antecedent, at: int) -> bool:
    """Whether a third person inside a quotation would be its speaker."""
    token = sentence.tokens[at]
    inside = any(q.start <= token.start < q.end for q in sentence.quoted)
    return inside and memory.speaker is not None and found.mention.value == memory.speaker.value


def _gender(memory: Memory, found: Antecedent) -> str:
    """``he``, ``she`` or ``""``: as the report has told, by title or office, or by a given name of one gender."""
    name = found.mention.value.name
    if told := memory.genders.get(name):
        return told
    words = {fold(word) for word in found.mention.text.split()}
    given = {fold(name.split()[0])} if name else set()
    for gender, classes in (("he", ("male_word", "male_name")), ("she", ("female_word", "female_name"))):
        if any(memory.index.has(classes[0], w) for w in words) or any(memory.index.has(classes[1], w) for w in given):
            return gender
    return ""


def _before(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Antecedent]:
    """What was named in this sentence before the word, relative pronouns left out."""
    start = sentence.tokens[at].start
    named = [m for m in mentions if m.end <= start and sentence.tokens[m.head].tag not in ("WP", "WDT", "WP$")]
    return antecedents(sentence, named, memory.index)


def _ahead(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Antecedent]:
    """The subject that a possessive before it already speaks of: "In his speech, Doe said"."""
    tokens = sentence.tokens
    if tokens[at].tag != "PRP$" or any(m.end <= tokens[at].start for m in mentions):
        return []
    later = [m for m in mentions if m.start > tokens[at].end and tokens[m.head].dep in SUBJECTS]
    return antecedents(sentence, later[:1], memory.index)


def _by_clause(
    sentence: Sentence, mentions: list[Mention[Actor]], at: int, fitting: list[Antecedent]
) -> Antecedent | None:
    """The innermost subject around the word that fits."""
    for subject in clause_subjects(sentence.tokens, at):
        here = covering(mentions, sentence, subject)
        for antecedent in fitting:
            if antecedent.mention in here and antecedent.mention.head == subject:
                return antecedent
    return None


def _nearest(memory: Memory, sentence: Sentence, at: int, before: list[Antecedent], fits: object) -> Antecedent | None:
    """The one candidate of the nearest sentence that has any: a lone one, else the only subject, else who spoke."""
    test = fits if callable(fits) else bool
    scopes = [before, *(memory.recent(back) for back in range(1, REACH + 1))]
    for scope in scopes:
        candidates = [a for a in scope if test(a)]
        if candidates:
            found = only(candidates) or only([a for a in candidates if a.subject])
            last = scope is scopes[1] and len(scopes) > 1
            return found or (_who_spoke(memory, sentence, at, candidates) if last else None)
    return None


def _who_spoke(memory: Memory, sentence: Sentence, at: int, fitting: list[Antecedent]) -> Antecedent | None:
    """ "Kenya said that Chad had left. It accused …": of several, whoever spoke in the sentence before speaks on."""
    if not _is_main_speaker(memory, sentence, at) or any(t.text[:1].isalnum() for t in sentence.tokens[:at]):
        return None
    before = memory.sentences[-1]
    spoke = [a for a in fitting if _is_main_speaker(memory, before, a.mention.head)]
    return only(a for a in spoke if len(coordinated(before.tokens, a.mention.head)) == 1)


def _is_main_speaker(memory: Memory, sentence: Sentence, at: int) -> bool:
    """Whether a word is the subject of the sentence's main verb, one of speech."""
    tokens = sentence.tokens
    verb = tokens[at].head
    main = tokens[at].dep == "nsubj" and tokens[verb].head == verb
    return main and memory.index.has("speech", tokens[verb].lemma.lower())


def _thing(memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> list[Mention[Actor]]:
    tokens = sentence.tokens
    token = tokens[at]
    if token.text.lower() == "it" and _is_empty_it(memory, sentence, at):
        return []
    if token.tag == "PRP$" and _shares_possessor(sentence, at):
        return []
    if token.tag == "PRP$" and memory.index.has("paper_noun", tokens[token.head].lemma.lower()):
        return []
    named = _before(memory, sentence, mentions, at)
    said_of = copular_subjects(tokens, at)
    own = {a.key for a in named if a.mention.head in said_of or is_own_subject(sentence, a, at)}
    others = _complements(sentence, mentions, at) if token.tag == "PRP$" else set()
    own |= {a.key for a in named if a.mention.value.country in others and not a.mention.value.id}
    before = [a for a in named if a.key not in own]
    members = token.tag == "PRP$" and tokens[token.head].lemma.lower() == "member"

    def fits(a: Antecedent) -> bool:
        if a.key in own:
            return False
        if a.mention.value.name in memory.genders or is_region(a.mention.value, memory.index):
            return False
        body = bool(a.mention.value.id) or a.mention.value.country in ("IGO", "UNO", "EUR")
        return body if members else a.nature == THING and not a.weak and not a.plural

    if near := nearest_thing(sentence, before, at, fits):
        return [refer(memory.report, tokens, at, near.mention, actor=_as_thing(memory, near), via="pronoun")]
    ahead = [a for a in _ahead(memory, sentence, mentions, at) if fits(a)]
    found = _thing_by_clause(memory, sentence, mentions, at, [*(a for a in before if fits(a)), *ahead])
    told = _told_subject(memory, sentence, at)
    if told is not None and found is None and not any(_among_tellers(sentence, a.mention.head, at) for a in before):
        # "The union will strike in Mali, one of its leaders warned": the union's.
        found = next((a for a in before if a.mention.head == told and fits(a)), _BLOCKED)
    if found is _BLOCKED:
        return []
    found = found or _thing_nearby(memory, sentence, before, at, fits, members=members)
    if found is None or found is _BLOCKED:
        return []
    return [refer(memory.report, tokens, at, found.mention, actor=_as_thing(memory, found), via="pronoun")]


def _told_subject(memory: Memory, sentence: Sentence, at: int) -> int | None:
    """The subject of what is told, where the word stands behind it among those who tell it."""
    tokens = sentence.tokens
    verb = at
    while tokens[verb].head != verb and tokens[verb].dep not in SUBJECTS:
        verb = tokens[verb].head
    verb = tokens[verb].head
    if not memory.index.has("speech", tokens[verb].lemma.lower()):
        return None
    told = [c for c in children(tokens, verb) if tokens[c].dep == "ccomp" and c < at]
    subjects = [c for of in told for c in children(tokens, of) if tokens[c].dep in SUBJECTS]
    return subjects[0] if len(subjects) == 1 and tokens[subjects[0]].tag in ("NN", "NNP") else None


def _among_tellers(sentence: Sentence, head: int, at: int) -> bool:
    """Whether a name stands in the same noun phrase as the word: "Kenya and its ally"."""
    return at in coordinated(sentence.tokens, head) or sentence.tokens[at].head in coordinated(sentence.tokens, head)


def _complements(sentence: Sentence, mentions: list[Mention[Actor]], at: int) -> set[str]:
    """The countries under the noun that a possessive owns: "its reliance on Kenya" is not Kenya's."""
    tokens = sentence.tokens
    preps = [c for c in children(tokens, tokens[at].head) if tokens[c].dep == "prep"]
    under = [c for prep in preps for c in children(tokens, prep)]
    return {m.value.country for m in mentions if m.head in under and m.value.country and not m.value.id}


_BLOCKED = Antecedent(Mention(0, 0, "", 0, Actor()), -1, "", False, True, False)


def _as_thing(memory: Memory, found: Antecedent) -> Actor:
    """A capital that stood for its government is the state when "its" follows: "Quito recalled its envoy"."""
    actor = found.mention.value
    if memory.index.has("member_noun", actor.role):
        return replace(actor, role="")
    if found.mention.via == "capital":
        return state_of(actor, memory.index) or actor
    return actor


def _thing_by_clause(
    memory: Memory, sentence: Sentence, mentions: list[Mention[Actor]], at: int, fitting: list[Antecedent]
) -> Antecedent | None:
    """The innermost subject that is a state or a body. A thing of another kind in its place may be meant: blocked."""
    tokens = sentence.tokens
    for subject in clause_subjects(tokens, at):
        if subject > at and not any(a.mention.head == subject for a in fitting):
            continue
        for antecedent in fitting:
            if antecedent.mention.head == subject:
                # "Chad's failure to help in its war": an owner is only as good as the next party named.
                sure = tokens[subject].dep != "poss" or tokens[at].tag == "PRP" or only(fitting) is not None
                return antecedent if sure else _BLOCKED
        if covering(mentions, sentence, subject) and any(m.head == subject for m in mentions):
            continue
        if tokens[subject].tag == "PRP" and _is_empty_it(memory, sentence, subject):
            continue
        if tokens[subject].tag in ("WDT", "WP", "DT", "EX") or tokens[subject].tag == "PRP":
            return _BLOCKED if tokens[subject].text.lower() in ("it", "that", "which", "this") else None
        if tokens[subject].tag in ("NN", "NNP"):
            return _possessor(sentence, fitting, subject, at)
    return None


def _possessor(sentence: Sentence, fitting: list[Antecedent], subject: int, at: int) -> Antecedent:
    """ "Kenya's decision reflects its …": the possessor of a subject, where nothing else could be meant."""
    if sentence.tokens[at].tag != "PRP$":
        return _BLOCKED
    owners = [a for a in fitting if sentence.tokens[a.mention.head].head == subject
              and sentence.tokens[a.mention.head].dep == "poss"]  # fmt: skip
    one = only(fitting)
    if owners and is_owned_plan(sentence.tokens, subject):
        return owners[0]
    return one if one is not None and owners and one.key == owners[0].key else _BLOCKED


def _thing_nearby(
    memory: Memory, sentence: Sentence, before: list[Antecedent], at: int, fits: object, *, members: bool
) -> Antecedent | None:
    test = fits if callable(fits) else bool
    here = [a for a in before if test(a)]
    if sentence.tokens[at].tag == "PRP":
        # "Jordan's port, if it …": the port.
        here = [a for a in here if sentence.tokens[a.mention.head].dep != "poss"]
    if here:
        return only(here) or (only([a for a in here if a.subject]) if sentence.tokens[at].tag == "PRP$" else None)
    if not members and _has_other_noun(sentence, at):
        return None
    for back in range(1, (REACH + 1 if members else 1) + 1):
        if back > len(memory.sentences):
            break
        candidates = [a for a in memory.recent(back) if test(a)]
        if members and candidates:
            return only(candidates)
        if not members:
            if _has_other_subject(memory, memory.sentences[-back], memory.recent(back)):
                return None
            found = only([a for a in candidates if a.subject])
            alone = only(candidates) if sentence.tokens[at].dep in SUBJECTS else None
            return found or alone or _who_spoke(memory, sentence, at, candidates)
    return None


def _has_other_noun(sentence: Sentence, at: int) -> bool:
    """Whether a thing that is no actor stands before "it" in the same sentence as a subject or an object."""
    speech = _is_quoted(sentence, sentence.tokens[at].start)
    things = (t for t in sentence.tokens[:at] if t.tag in ("NN", "NNP") and t.dep in (*SUBJECTS, "dobj"))
    return any(_is_quoted(sentence, t.start) == speech for t in things)


def _is_quoted(sentence: Sentence, start: int) -> bool:
    return any(q.start <= start < q.end for q in sentence.quoted)


def _has_other_subject(memory: Memory, sentence: Sentence, known: list[Antecedent]) -> bool:
    """Whether the main subject of a sentence is a thing that is no actor: "it" may well mean that."""
    tokens = sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), 0)
    for child in children(tokens, root):
        if tokens[child].dep in SUBJECTS and tokens[child].tag in ("NN", "NNP", "NNS", "PRP", "DT", "VBG"):
            return not any(a.mention.head == child for a in known)
    return False


def _shares_possessor(sentence: Sentence, at: int) -> bool:
    """ "Kenya's exit and its impact": the pronoun may mean the noun before it as well as its owner."""
    tokens = sentence.tokens
    noun = tokens[at].head
    if tokens[noun].dep != "conj":
        return False
    first = tokens[noun].head
    return tokens[first].pos == "NOUN" and any(tokens[c].dep == "poss" for c in children(tokens, first))


def _is_empty_it(memory: Memory, sentence: Sentence, at: int) -> bool:
    """ "It" that means nothing: "it turned out that", "it is clear that", "it remains to be seen"."""
    tokens = sentence.tokens
    token = tokens[at]
    if token.dep == "expl":
        return True
    if token.dep not in SUBJECTS:
        return False
    verb = token.head
    deps = {tokens[c].dep for c in children(tokens, verb)}
    if memory.index.has("empty_it", tokens[verb].lemma.lower()) and deps & {"ccomp", "xcomp", "prt", "advcl", "acomp"}:
        return True
    if token.dep == "nsubjpass" and memory.index.has("speech", tokens[verb].lemma.lower()):
        # "It was announced on Friday".
        return True
    said = (c for c in children(tokens, verb) if tokens[c].dep == "attr")
    if any(tokens[c].dep == "relcl" for of in said for c in children(tokens, of)):
        # "It is the embargo which hurts".
        return True
    predicate = tokens[verb].lemma.lower() == "be" and deps & {"acomp", "attr"}
    return bool(predicate) and (bool(deps & {"ccomp", "xcomp", "advcl", "csubj"}) or "acomp" in deps)
