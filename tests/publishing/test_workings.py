"""The page tells of each event what `accord explain` tells: the row, each role's words, modality, speakers, date."""

from accord.lexicon import load_lexicon
from accord.publishing import render_html
from accord.publishing.evidence import Sources
from accord.publishing.workings import workings
from accord.records import Dossier


def test_every_event_of_a_report_is_explained_in_the_order_of_its_text(exit_dossier: Dossier) -> None:
    told = workings(exit_dossier, Sources(exit_dossier))
    assert sum(len(found) for found in told.values()) == len(exit_dossier.events)
    starts = {event.id: event.start for event in exit_dossier.events}
    for found in told.values():
        assert [starts[one.event] for one in found] == sorted(starts[one.event] for one in found)


def test_each_role_and_speaker_is_told_in_the_words_of_the_report(exit_dossier: Dossier) -> None:
    told = {one.event: one for found in workings(exit_dossier, Sources(exit_dossier)).values() for one in found}
    for event in exit_dossier.events:
        parts = [(part.what, part.words) for part in told[event.id].parts]
        assert parts[0] == ("type", event.trigger)
        assert [words for what, words in parts if what == "actor"] == [mention.text for mention in event.actors]
        assert [words for what, words in parts if what == "recipient"] == [mention.text for mention in event.recipients]
        assert [words for what, words in parts if what == "said by"] == [link.speaker for link in event.attribution]


def test_a_row_is_told_with_its_example(exit_dossier: Dossier) -> None:
    rows = {row.source: row.example for row in load_lexicon().phrases.rows}
    found = [one for told in workings(exit_dossier, Sources(exit_dossier)).values() for one in told]
    phrases = {event.id: event.phrase for event in exit_dossier.events}
    for one in found:
        assert phrases[one.event] in one.parts[0].because
        if phrases[one.event] in rows:
            assert rows[phrases[one.event]] in one.parts[0].because


def test_the_page_shows_the_workings_and_leads_back_to_the_sentence(exit_dossier: Dossier) -> None:
    page = render_html(exit_dossier)
    for found in workings(exit_dossier, Sources(exit_dossier)).values():
        for one in found:
            assert f'<a href="#{one.anchor}"><code>{one.kind}</code></a> <code class="id">{one.event}</code>' in page
            assert f'id="{one.anchor}"' in page
