"""What makes an event future, hypothetical, denied or past: the table's own examples, and sentences of several cues."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.coding.factuality import factuality
from accord.coding.modality import modality, signals
from accord.lexicon import AUX_MODES, Cue, load_lexicon
from accord.parsing import Tools
from coding.cues import marked, rows_of

LEXICON = load_lexicon()
ROWS = rows_of(LEXICON.modality)
FUTURE, POSSIBLE, NOT = ("future",), ("hypothetical",), ("negation",)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.source)
def test_row_does_what_it_says_to_its_example(row: Cue, tools: Tools) -> None:
    clauses, i = marked(row.example, tools)
    assert row.source in {signal.source for signal in signals(i, clauses, LEXICON)}
    assert modality(i, clauses, LEXICON).modes == ((row.effect,) if row.effect in AUX_MODES else ())


def test_table_is_broad() -> None:
    assert len(ROWS) >= 350


SENTENCES = [
    # implicatives and aspect
    ("Mali managed to *capture* the town.", ()),
    ("Mali did not manage to *capture* the town.", NOT),
    ("Mali failed to *capture* the town.", NOT),
    ("Mali did not fail to *capture* the town.", ()),
    ("Mali forgot to *pay* its dues.", NOT),
    ("Mali did not refuse to *pay* its dues.", ()),
    ("Mali began *shelling* the town.", ()),
    ("Mali will begin *shelling* the town.", FUTURE),
    ("Mali continued to *shell* the town.", ()),
    ("The rebels were forced to *leave* the town.", ()),
    # plans, attempts, duties
    ("Mali announced it will *leave* the bloc.", FUTURE),
    ("Mali announced its intention to *leave* the bloc.", FUTURE),
    ("The decision to *leave* the bloc angered France.", FUTURE),
    ("Mali tried to *capture* the town.", POSSIBLE),
    ("Mali must *withdraw* its troops.", POSSIBLE),
    ("Mali did not plan to *leave* the bloc.", ("future", "negation")),
    ("The minister said Mali would *leave* the bloc.", FUTURE),
    ("The minister said Mali would have *left* the bloc.", POSSIBLE),
    ("The ministers were to have *met* in Bamako.", POSSIBLE),
    ("The ministers are to *meet* in Bamako.", FUTURE),
    ("Mali is about to *leave* the bloc.", FUTURE),
    ("Mali may *quit* the bloc.", POSSIBLE),
    ("Mali is set to *leave* the bloc.", FUTURE),
    # conditions, questions, wishes, orders
    ("If Mali *leaves* the bloc, France will impose sanctions.", POSSIBLE),
    ("Had Mali *left* the bloc, France would have imposed sanctions.", POSSIBLE),
    ("Should Mali *leave* the bloc, France will impose sanctions.", POSSIBLE),
    ("Did Mali *leave* the bloc?", POSSIBLE),
    ("Why did Mali *leave* the bloc?", ()),
    ("The mayor hopes that the rebels *left* the town.", POSSIBLE),
    ("*Withdraw* the troops!", POSSIBLE),
    ("Any state that *attacks* Mali will be punished.", POSSIBLE),
    # denials
    ("Mali denied that its troops *attacked* the village.", NOT),
    ("Mali denied *attacking* the village.", NOT),
    ("It is not true that the troops *left*.", ()),
    ("No *attack* took place.", NOT),
    ("No troops *left* the town.", NOT),
    ("Neither Mali nor Chad *signed* the treaty.", NOT),
    ("Mali has not yet *signed* the treaty.", NOT),
    ("Mali has yet to *sign* the treaty.", NOT),
    ("Mali did not *sign* or ratify the treaty.", NOT),
    ("The minister did not say that Mali *left* the bloc.", POSSIBLE),
    ("The army averted a *war*.", NOT),
    ("The army foiled an *attack* on the town.", NOT),
    ("There was no *war*.", NOT),
    ("No fewer than ten soldiers *died*.", ()),
    ("Mali neither *signed* nor rejected the treaty.", NOT),
    ("Mali neither signed nor *rejected* the treaty.", NOT),
    ("Mali has not signed the treaty, nor has it *left* the bloc.", NOT),
    ("Mali did not sign the treaty but *left* the bloc.", ()),
    ("Mali did not *leave* the town until Tuesday.", ()),
    ("It was not until Tuesday that Mali *left* the town.", ()),
    ("Mali will not *leave* the town until Tuesday.", ("future", "negation")),
    ("No state that *attacked* Mali was punished.", NOT),
    ("Mali stopped *hosting* the base.", NOT),
    ("The mayor has never been *exiled* from the town, jailed or beaten.", NOT),
    ("The mayor has never been exiled from the town, *jailed* or beaten.", NOT),
    # what there is no evidence of, or what nobody confirms, may be so or not
    ("The mayor found no evidence that the troops *left* the town.", POSSIBLE),
    ("The mayor had seen no sign of a *withdrawal*.", POSSIBLE),
    ("The mayor did not obtain proof that the troops *left* the town.", POSSIBLE),
    ("The mayor found evidence that the troops *left* the town.", ()),
    ("There is no doubt that the troops *left* the town.", ()),
    ("The mayor refused to confirm that the troops *left* the town.", POSSIBLE),
    ("The mayor refused to say that the troops *left* the town.", POSSIBLE),
    ("The mayor confirmed that the troops *left* the town.", ()),
    # wishes and times to come
    ("Mali made the request that the troops be *withdrawn*.", POSSIBLE),
    ("Until the pact is *signed*, the troops will stay.", POSSIBLE),
    ("The troops stayed until the pact was *signed*.", ()),
    ("The *withdrawal* plan made headlines.", FUTURE),
    # what befell something is told, whatever is planned with it
    ("Mali wants to free the envoys *arrested* in Chad.", ()),
    ("Mali plans to return the *captured* tanks.", ()),
    # what is taken for granted
    ("Mali plans to leave the bloc after France *attacked* Chad.", ()),
    ("Mali may leave the bloc that *expelled* Chad.", ()),
    ("Mali did not say when the troops *left* the town.", ()),
    ("Mali regretted that the troops *left* the town.", ()),
    ("Mali will never forget that France *bombed* the town.", ()),
    ("The mayor did not discuss the *attack*.", ()),
    ("The *war* did not end.", ()),
    # coordination
    ("Mali plans to leave the bloc and to *expel* the envoy.", FUTURE),
    ("Mali plans to leave the bloc and *accused* France of aggression.", ()),
    ("Mali will leave the bloc and *join* the pact.", FUTURE),
    # adjectives, adverbs and phrases at the noun
    ("The would-be *attack* made headlines.", POSSIBLE),
    ("The so-called *withdrawal* made headlines.", POSSIBLE),
    ("The army allegedly *shelled* the village.", POSSIBLE),
    ("The envoys flew in ahead of *talks*.", FUTURE),
    ("The threat of *war* grew.", POSSIBLE),
    ("Rumours that the troops *left* spread.", POSSIBLE),
    ("Mali stopped short of *leaving* the bloc.", NOT),
    ("The army left without *fighting*.", NOT),
    # the means of an attempt are real
    ("The envoy attempted to calm the crowd by *emphasising* that the troops left.", ()),
    ("The envoy attempted to calm the crowd by emphasising that the troops *left*.", ()),
    ("Soon the troops *left* the town.", ()),
    ("The troops will soon *leave* the town.", FUTURE),
    ("The police had to *use* tear gas.", ()),
    ("The police have to *use* tear gas.", POSSIBLE),
    ("The police said they had to *use* tear gas.", POSSIBLE),
    ("The troops had to *leave* the town by Friday.", POSSIBLE),
]


@pytest.mark.parametrize(("sentence", "modes"), SENTENCES)
def test_cues_together(sentence: str, modes: tuple[str, ...], tools: Tools) -> None:
    clauses, i = marked(sentence, tools)
    assert modality(i, clauses, LEXICON).modes == modes


ORDERED = [
    "The troops have not *left* the town.",
    "If the troops *leave* the town, the talks will end.",
    "The troops may *leave* the town.",
    "The troops will *leave* the town.",
    "The troops *left* the town.",
]


def test_factuality_grows_from_denied_to_told(tools: Tools) -> None:
    degrees = []
    for sentence in ORDERED:
        clauses, i = marked(sentence, tools)
        degrees.append(factuality(i, clauses, LEXICON))
    assert degrees == sorted(degrees)
    assert degrees[0] < 0 < degrees[1] < degrees[-1]


@given(st.sampled_from(ROWS))
def test_factuality_stays_on_its_scale(tools: Tools, row: Cue) -> None:
    clauses, i = marked(row.example, tools)
    assert -3 <= factuality(i, clauses, LEXICON) <= 3
