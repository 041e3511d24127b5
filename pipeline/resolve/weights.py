"""How much each part of the score counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the parts of a candidate's score; the scores of a mention's candidates go
    through the exponential function, so that one unit makes a candidate 2.7 times as likely.

    Fixed by conditional logistic regression on the candidates of the recognised toponyms of LGL
    and TR-News, ten-fold over documents, then rounded.
    """

    level: float = 2.0  # kind: continent, country, region, capital, city
    people: float = 4.0  # logarithm of the population, 0 to 1
    first: float = 1.0  # how early in the gazetteer's own order
    inside: float = 6.0  # in the place that is written behind it
    outside: float = -4.0  # not in it, where another candidate is
    feature: float = 3.0  # the class that a word beside it demands
    other_class: float = -2.0  # another class than that
    home_country: float = 0.7  # the outlet's own country
    home_region: float = 2.0  # the outlet's own region
    home_near: float = 2.0  # near the outlet's own town
    country: float = 2.0  # share of the votes of the other names for its country
    region: float = 3.0  # the same for its first-level region
    learnt_region: float = 3.0  # share of its region in the outlet's earlier articles
    near: float = 3.0  # near the other towns of the text
    language: float = 0.5  # in a country of the text's language


WEIGHTS = Weights()
