"""Whatever the text, places point into it and say why they are kept or refused."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import config
from pipeline.model import Article
from pipeline.read import to_document
from pipeline.recognise.places import find_places
from pipeline.resolve import Prior, resolve

PIECES = [
    "Paris",
    "PARIS",
    "St.",
    "U.S.",
    "EE.",
    "UU.",
    "d'Istres",
    "Oost-Oekraïne",
    "Va.",
    "Dr.",
    "J.",
    "Texas",
    "Washington",
    "São Paulo",
    "Köln/Bonn",
    "Al-Udeid",
    "golfo de México",
    "río",
    "Rusland-Turkije",
    "Houston-based",
    "F-16",
    "Moskaus",
    "Jordan",
    "van",
    "de",
    "of",
    "in",
    "said",
    "(",
    ")",
    ",",
    ".",
    ":",
    "–",
    "-",
    "'",
    "’s",
    "“",
    "34",
    "\n",
    "\n\n",
    "Über",
    "İzmir",
    "\u00a0",
    "\u2028",
    "\u200b",
    "ǅ",
    "ß",
    "🛩",
    "北京",
    "Киев",
    "بيروت",
]
texts = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", " ", " "])), max_size=25
).map(lambda parts: "".join(piece + gap for piece, gap in parts))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=texts | st.text(max_size=40), lang=st.sampled_from(["nl", "en", "es", "fr", "de", "xx"])
)
def test_any_text(lexicon, gazetteer, text: str, lang: str) -> None:
    article = Article(id="any", text=text, published=date(2025, 10, 24), lang=lang)
    document = to_document(article, lexicon)
    mentions = find_places(document, lexicon, gazetteer)
    places = resolve(document, mentions, gazetteer, lexicon, Prior())
    assert all(one.span.end <= len(text) and one.reason for one in mentions)
    starts = [one.span.start for one in mentions]
    assert starts == sorted(starts)
    assert len(places) == sum(not one.refused for one in mentions)
    for place in places:
        assert place.rule and (place.point is None) == (place.radius_km is None)


def test_an_unknown_language_of_the_data_folder_is_no_error(lexicon) -> None:
    assert lexicon.language("xx").words("places.given") == frozenset()
    assert Prior.load(config.DATA).home("Nobody's Paper").country == ""
