"""Arguments: who does what to whom in a sentence, whatever its syntax.

A parser says that "soldiers" is the subject of "were arrested"; coding needs to know that it is whom the arrest
befell. ``Clauses`` answers for any word: its logical subject, object, complements and prepositional phrases, seen
through passives, control, relative clauses, participles and coordination (docs/phrases.md names the relations).
"""

from __future__ import annotations

from typing import Any

from accord.lexicon import load_words
from accord.records import Sentence, Token

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


class Clauses:
    """The logical arguments of one sentence's words. Indices are into ``sentence.tokens``."""

    def __init__(self, sentence: Sentence, happening: frozenset[str] = frozenset()) -> None:
        """``happening`` are verbs that only say that their subject takes place ("clashes *erupted* between …")."""
        self._happening = happening
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.kids: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                self.kids[token.head].append(i)
        self._found: dict[tuple[int, str], tuple[int, ...]] = {}
        self._words = frozenset([token.text.lower() for token in self.tokens])
        #: What others have worked out of this sentence, by a name of theirs, so that it is worked out once.
        self.kept: dict[str, Any] = {}

    def related(self, i: int, relation: str) -> tuple[int, ...]:
        """Heads of the words that stand in ``relation`` to word ``i``, in the order of the text.

        ``obj.from`` steps through one relation to the next. An unknown relation is a preposition.
        """
        key = (i, relation)
        found = self._found.get(key)
        if found is None:
            self._found[key] = ()  # guards against going round in circles through coordination
            found = self._found[key] = self._resolve(i, relation)
        return found

    def _resolve(self, i: int, relation: str) -> tuple[int, ...]:
        first, _, rest = relation.partition(".")
        if rest:
            return tuple(dict.fromkeys(j for step in self.related(i, first) for j in self.related(step, rest)))
        find = getattr(self, f"_{first}", None) if first in _NAMED else None
        return find(i) if find else self._prep(i, first)

    # -- subjects and objects ------------------------------------------------------------------------------------

    def _subj(self, i: int) -> tuple[int, ...]:
        if not self.is_verb(i):
            return self._copula_subject(i)
        if self.passive(i):
            return self._agent(i)
        return self.surface_subject(i)

    def _copula_subject(self, i: int) -> tuple[int, ...]:
        head = self.tokens[i].head
        if self.tokens[i].dep in ("attr", "acomp", "oprd") and self.is_verb(head):
            return self.surface_subject(head)
        if self.tokens[i].dep == "conj" and head != i:
            return self._copula_subject(head)
        return ()

    def _agent(self, i: int) -> tuple[int, ...]:
        found = [
            p for k in self.kids[i] if self._text(k) == "by" for p in self._under(k) if self.tokens[p].pos in _NOMINAL
        ]
        if not found and self.tokens[i].dep == "conj" and not self._kids(i, "nsubj", "nsubjpass", "csubj"):
            return self._agent(self.tokens[i].head) if self.is_verb(self.tokens[i].head) else ()
        return tuple(found)

    def _obj(self, i: int) -> tuple[int, ...]:
        if self.passive(i):
            return self.surface_subject(i) or self._spread(self._kids(i, "dobj"))
        own = self._spread(self._kids(i, "dobj")) or self._raised(i) or self._called(i)
        if own:
            return tuple(dict.fromkeys(a for o in own for a in self._antecedent(o)))
        return self._shared_object(i) or self._gap(i)

    def _raised(self, i: int) -> tuple[int, ...]:
        """ "allowed inspectors to enter", "found him guilty": the parser makes the object a subject."""
        inner = [k for k in self._kids(i, "ccomp") if self._infinitive(k) or not self.is_verb(k)]
        return tuple(j for k in inner for j in self._spread(self._kids(k, "nsubj", "nsubjpass")))

    def _called(self, i: int) -> tuple[int, ...]:
        """ "condemned what it called an illegal *advance*": the object is what the clause names, else its "what"."""
        for k in self._kids(i, "ccomp"):
            what = next((j for j in self.kids[k] if self._text(j) == "what" and j < k), None)
            if what is not None and what == self.subtree(k)[0]:
                return self._spread(self._kids(k, "oprd")) or tuple(self._own_prep(k, "as")) or (what,)
        return ()

    def _infinitive(self, i: int) -> bool:
        bare = self.tokens[self.tokens[i].head].lemma.lower() in load_words()["bare_infinitive"]
        return self.tokens[i].tag == "VB" and (bare or any(self.tokens[k].tag == "TO" for k in self.kids[i]))

    def _shared_object(self, i: int) -> tuple[int, ...]:
        """ "signed and ratified the treaty": the object stands with the last verb only."""
        for k in self.kids[i]:
            if (
                self.tokens[k].dep == "conj"
                and self.is_verb(k)
                and k - i <= 3
                and not self._kids(k, "nsubj", "nsubjpass")
            ):
                return self._spread(self._kids(k, "dobj"))
        return ()

    def _gap(self, i: int) -> tuple[int, ...]:
        """ "the villages Armenia ceded": what a relative clause hangs on is its missing object."""
        token = self.tokens[i]
        if self._kids(i, "mark", "xcomp", "ccomp"):
            return ()  # "hints that Mali may consider leaving" is a whole clause: nothing is missing
        has_subject = self._kids(i, "nsubj")
        asked = any(self._text(k) in _RELATIVE for s in has_subject for k in self.subtree(s))
        if token.dep == "relcl" and has_subject and not asked:
            return (token.head,)
        return ()

    def surface_subject(self, i: int, depth: int = 0) -> tuple[int, ...]:
        """The grammatical subject of a verb, found further up where the clause leaves it out."""
        own = self._kids(i, "nsubj", "nsubjpass") or self._subject_of_auxiliary(i)
        if own:
            both = (*self._listed_before(i, own[0]), *self._spread(own))
            return tuple(dict.fromkeys(a for s in both for a in self._antecedent(s)))
        token = self.tokens[i]
        if depth > 6 or token.head == i:
            return self._fragment_subject(i)
        return self._inherited_subject(i, token, depth)

    def _subject_of_auxiliary(self, i: int) -> tuple[int, ...]:
        """ "was opposed to": the parser may hang the subject on the auxiliary."""
        return tuple(s for k in self._kids(i, "aux", "auxpass") for s in self._kids(k, "nsubj", "nsubjpass"))

    def _listed_before(self, i: int, subject: int) -> tuple[int, ...]:
        """ "Kenya, Somalia agree": a headline's comma is an "and", which the parser does not know."""
        return tuple(
            k
            for k in self.kids[i]
            if self.tokens[k].dep in ("dep", "npadvmod", "nmod", "advcl")
            and self.tokens[k].pos == "PROPN" == self.tokens[subject].pos
            and k + 2 == min(self.subtree(subject))
            and self._text(k + 1) == ","
        )

    def _inherited_subject(self, i: int, token: Token, depth: int) -> tuple[int, ...]:
        head = token.head
        if token.dep in ("acl", "relcl") and self.tokens[head].pos in _NOMINAL:
            return self._acl_subject(i, head, depth)
        if token.dep == "amod" and self.tokens[head].pos in _NOMINAL:
            return (head,)
        if token.dep == "pcomp" or (token.dep == "pobj" and token.tag == "VBG"):
            return self._gerund_subject(self.tokens[head], depth)
        if not self.is_verb(head):
            return self._adjective_subject(head, depth)
        if token.dep == "xcomp" and self.tokens[head].lemma not in load_words()["subject_control"]:
            return self._obj(head) or self.surface_subject(head, depth + 1)
        if token.dep in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis"):
            return self.surface_subject(head, depth + 1)
        return ()

    def _acl_subject(self, i: int, noun: int, depth: int) -> tuple[int, ...]:
        """ "protesters demanding …" do it; "the decision to cede …" is done by whoever decided."""
        if self.tokens[i].tag in ("VBG", "VBN") or self.tokens[i].dep == "relcl":
            return tuple(self._antecedent(noun))
        owner = self._poss(noun) or self._prep(noun, "by") or self._prep(noun, "of")
        if owner:
            return owner
        verb = self.tokens[noun].head
        if self.is_verb(verb) and self.tokens[noun].dep in ("dobj", "attr", "pobj"):
            return self.surface_subject(verb, depth + 1)
        return self._named_modifier(noun)

    def _named_modifier(self, noun: int) -> tuple[int, ...]:
        return tuple(
            k
            for k in self.kids[noun]
            if self.tokens[k].dep in ("amod", "compound", "nmod") and self.tokens[k].text[0].isupper()
        )

    def _gerund_subject(self, prep: Token, depth: int) -> tuple[int, ...]:
        verb = prep.head
        if self.tokens[verb].lemma.lower() in load_words()["spell"] and self.tokens[verb].dep == "pobj":
            prep = self.tokens[self.tokens[verb].head]  # "after two days of *fighting*"
            verb = prep.head
        if self.is_verb(verb):
            if prep.text.lower() in load_words()["object_gerund"] and self._obj(verb):
                return self._obj(verb)
            return self.surface_subject(verb, depth + 1)
        if self.tokens[verb].pos in _NOMINAL:
            return self._poss(verb) or self._acl_subject_of_noun(verb, depth)
        return ()

    def _acl_subject_of_noun(self, noun: int, depth: int) -> tuple[int, ...]:
        above = self.tokens[noun].head
        if self.is_verb(above) and self.tokens[noun].dep == "dobj":
            return self.surface_subject(above, depth + 1)
        return ()

    def _adjective_subject(self, head: int, depth: int) -> tuple[int, ...]:
        if self.tokens[head].pos == "ADJ" and self.tokens[head].head != head and self.is_verb(self.tokens[head].head):
            return self.surface_subject(self.tokens[head].head, depth + 1)
        return ()

    def _fragment_subject(self, i: int) -> tuple[int, ...]:
        """In a fragment the parser may leave the subject as a bare dependent before the verb."""
        return tuple(
            k
            for k in self.kids[i]
            if k < i
            and self.tokens[k].dep in ("dep", "npadvmod", "nmod", "compound")
            and self.tokens[k].pos in _NOMINAL
        )

    def _antecedent(self, i: int) -> tuple[int, ...]:
        """What a relative pronoun stands for; any other word stands for itself."""
        if self._text(i) not in _RELATIVE:
            return (i,)
        verb = self.tokens[i].head
        while verb != self.tokens[verb].head and self.tokens[verb].dep != "relcl":
            verb = self.tokens[verb].head
        return self._spread((self._bearer(self.tokens[verb].head, verb),)) if self.tokens[verb].dep == "relcl" else (i,)

    def _bearer(self, noun: int, verb: int) -> int:
        """ "guerrillas from Pando, who *have* fought": a plural verb looks past the singular name before it."""
        plural = any(
            self.tokens[k].tag == "VBP" or self._text(k) == "were" for k in (verb, *self._kids(verb, "aux", "auxpass"))
        )
        prep = self.tokens[noun].head
        above = self.tokens[prep].head
        if not plural or self.tokens[noun].tag != "NNP" or self.tokens[noun].dep != "pobj" or self._kids(noun, "conj"):
            return noun
        return above if self.tokens[prep].dep == "prep" and self.tokens[above].tag in ("NNS", "NNPS") else noun

    # -- the other relations -------------------------------------------------------------------------------------

    def _iobj(self, i: int) -> tuple[int, ...]:
        return self._spread(tuple(k for k in self._kids(i, "dative") if self.tokens[k].pos in _NOMINAL))

    def _xcomp(self, i: int) -> tuple[int, ...]:
        raised = tuple(k for k in self._kids(i, "ccomp") if self._infinitive(k))
        return self._spread((*self._kids(i, "xcomp"), *raised))

    def _ccomp(self, i: int) -> tuple[int, ...]:
        own = self._spread(self._kids(i, "ccomp"))
        token = self.tokens[i]
        if not own and token.dep == "parataxis" and self.is_verb(token.head) and self._kids(i, "nsubj"):
            return (token.head,)  # "Paraguay, she *warned*, would sue": what is said goes on around who says it
        return own

    def _acl(self, i: int) -> tuple[int, ...]:
        return self._spread(self._kids(i, "acl", "relcl"))

    def _advcl(self, i: int) -> tuple[int, ...]:
        return self._spread(self._kids(i, "advcl"))

    def _prt(self, i: int) -> tuple[int, ...]:
        return tuple(
            k
            for k in self.kids[i]
            if self.tokens[k].dep in ("prt", "advmod")
            # "pulled *out* of the town": a preposition with nothing but another under it is a particle
            or (self.tokens[k].dep == "prep" and all(self.tokens[j].dep == "prep" for j in self.kids[k]))
        )

    def _mod(self, i: int) -> tuple[int, ...]:
        own = self._spread(self._kids(i, "amod", "compound", "nmod", "nummod", "npadvmod"))
        return tuple(sorted({*own, *(j for k in own for j in self._joined(k))}))

    def _joined(self, k: int) -> tuple[int, ...]:
        """ "*British*-Irish talks": what a hyphen joins to an adjective stands beside it."""
        hyphen = k > 1 and self._text(k - 1) == "-" and self.tokens[k].tag in ("JJ", "NNP", "NNPS")
        beside = hyphen and self.tokens[k - 2].tag in ("JJ", "NNP", "NNPS") and k - 2 in self.kids[k]
        return (k - 2,) if beside else ()

    def _poss(self, i: int) -> tuple[int, ...]:
        return tuple(a for p in self._spread(self._kids(i, "poss")) for a in self._whose(p))

    def _whose(self, i: int) -> tuple[int, ...]:
        return self._antecedent(i) if self._text(i) == "whose" else (i,)

    def _aux(self, i: int) -> tuple[int, ...]:
        return self._kids(i, "aux")

    def _mark(self, i: int) -> tuple[int, ...]:
        return self._kids(i, "mark")

    def _neg(self, i: int) -> tuple[int, ...]:
        return self._kids(i, "neg")

    def _det(self, i: int) -> tuple[int, ...]:
        return self._kids(i, "det")

    def _attr(self, i: int) -> tuple[int, ...]:
        small = tuple(k for k in self._kids(i, "ccomp", "advcl") if not self.is_verb(k))
        return self._spread((*self._kids(i, "attr", "acomp", "oprd"), *small))

    def _appos(self, i: int) -> tuple[int, ...]:
        return self._spread(self._kids(i, "appos"))

    def _prep(self, i: int, word: str) -> tuple[int, ...]:
        """What stands under the preposition ``word``, hung on the word itself or on its object."""
        if word not in self._words:  # most that patterns ask for is not in the sentence at all
            return ()
        found = self._own_prep(i, word)
        if not found and self.is_verb(i):
            objects = self._obj(i)
            mine = [o for o in objects if self.tokens[o].head in (i, *objects) or self.passive(i)]
            found = [j for o in mine for j in self._own_prep(o, word)]
        if not found and self._takes_place(i):
            found = self._own_prep(self.tokens[i].head, word)
        if not found and word in load_words()["misplaced"] and not self.is_verb(i):
            found = [j for o in self._below(i) for j in self._own_prep(o, word)]
        return tuple(dict.fromkeys(found))

    def _below(self, i: int) -> list[int]:
        """The nouns under the prepositions of a noun."""
        return [o for k in self._kids(i, "prep") for o in self._under(k)]

    def _takes_place(self, i: int) -> bool:
        head = self.tokens[i].head
        return self.tokens[i].dep == "nsubj" and self.tokens[head].lemma.lower() in self._happening

    def _own_prep(self, i: int, word: str) -> list[int]:
        found: list[int] = []
        for k in self.kids[i]:
            token = self.tokens[k]
            if token.dep == "prep" and not self.kids[k] and token.text.lower() == word:
                found.extend(self._shared_under(i))
            if token.dep in ("prep", "agent", "dative", "prt") and self.kids[k]:
                if token.text.lower() == word:
                    found.extend(self._under(k))
                elif (
                    token.text.lower() not in load_words()["framing"]
                ):  # "out of", "away from": the inner preposition counts too
                    found.extend(
                        p
                        for inner in self.kids[k]
                        if self.tokens[inner].dep == "prep" and self._text(inner) == word
                        for p in self._under(inner)
                    )
            elif token.dep in ("advmod", "prt") and self.kids[k]:
                found.extend(self._own_prep(k, word))
        return found

    def _shared_under(self, i: int) -> tuple[int, ...]:
        """ "broke ties *with* and closed its embassy in *Chad*": what two verbs share stands with the last only."""
        verb = i if self.is_verb(i) else self.tokens[i].head
        for k in self._kids(verb, "conj"):
            preps = [j for o in (k, *self._kids(k, "dobj")) for j in self._kids(o, "prep") if self.kids[j]]
            if preps and self.is_verb(k):
                return self._under(max(preps))
        return ()

    def _under(self, prep: int) -> tuple[int, ...]:
        return tuple(a for p in self._spread(self._kids(prep, "pobj", "pcomp")) for a in self._antecedent(p))

    # -- what words are ------------------------------------------------------------------------------------------

    def is_verb(self, i: int) -> bool:
        """Whether the word heads a clause or a participle, not a verb form used as a plain adjective."""
        return self.tokens[i].pos in _VERBAL or (
            self.tokens[i].tag in ("VBN", "VBG", "VBD") and self.tokens[i].dep != "amod"
        )

    def passive(self, i: int) -> bool:
        """Whether a verb's grammatical subject is its logical object."""
        token = self.tokens[i]
        if token.tag not in ("VBN", "VBD"):
            return False
        deps = {self.tokens[k].dep for k in self.kids[i]}
        if deps & {"nsubjpass", "auxpass", "csubjpass"}:
            return True
        if token.dep in ("acl", "amod") and token.tag == "VBN":
            return "dobj" not in deps
        if token.dep == "advcl" and token.tag == "VBN" and not deps & {"nsubj", "aux", "mark"}:
            return "dobj" not in deps  # "*asked* about the talks, she declined"
        if deps & {"nsubj", "aux"}:
            return "agent" in deps and "dobj" not in deps
        if token.dep == "conj" and token.tag == "VBN" and self.is_verb(token.head):
            return self.passive(token.head)
        return "agent" in deps and "dobj" not in deps

    def subtree(self, i: int) -> list[int]:
        """The word and all that hangs on it, in the order of the text."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.kids[j])
        return sorted(found)

    def path_up(self, i: int) -> list[int]:
        """The heads above a word, nearest first."""
        found: list[int] = []
        while self.tokens[i].head != i and len(found) < 40:
            i = self.tokens[i].head
            found.append(i)
        return found

    def _text(self, i: int) -> str:
        return self.tokens[i].text.lower()

    def _kids(self, i: int, *deps: str) -> tuple[int, ...]:
        return tuple([k for k in self.kids[i] if self.tokens[k].dep in deps])

    def _spread(self, heads: tuple[int, ...]) -> tuple[int, ...]:
        """Each head and what is coordinated with it."""
        if not heads:
            return ()
        found: list[int] = []
        for head in heads:
            stack = [head]
            while stack:
                j = stack.pop(0)
                found.append(j)
                stack.extend(self._kids(j, "conj"))
        return tuple(dict.fromkeys(found))


_NAMED = frozenset(
    {
        "subj",
        "obj",
        "iobj",
        "xcomp",
        "ccomp",
        "acl",
        "advcl",
        "prt",
        "mod",
        "poss",
        "attr",
        "appos",
        "aux",
        "neg",
        "det",
    }
)
