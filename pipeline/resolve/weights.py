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

    country: float = 1.0  # it is a country, continent or ocean
    region: float = 0.7  # a first-level region or one with a common name
    capital: float = 0.0
    county: float = -0.7  # a second-level region
    twin: float = -2.0  # a region with the name of its great town or its country's capital
    water: float = 1.0  # a sea, gulf, strait, lake or river
    base: float = 2.0  # an air or naval base
    airfield: float = -0.5
    loose: float = -4.0  # a base, a river, a landscape by a name that needs context, without one
    people: float = 8.8  # logarithm of the population, 0 to 1
    first: float = 0.3  # how early in the gazetteer's own order, 1 for the first
    own_name: float = 2.0  # it bears the name itself, not as one of its other names; English only
    borrowed_name: float = -2.0  # in other languages: others bear the name, it is one of its many
    other_name: float = -1.5  # a small town by another name than its own, in other languages
    inside: float = 4.0  # in the place that is written behind it
    outside: float = -2.0  # not in it, where another candidate is
    fits: float = 1.2  # of the class that a word beside it demands
    fits_site: float = 6.0  # the same for an airfield, a base or a water: never loose talk
    other_class: float = -0.8  # of another class than that
    state: float = 3.0  # a capital or country, where the words make it a government
    home_country: float = 2.0  # in the outlet's own country
    home_region: float = 2.0  # in the outlet's own region
    home_near: float = 2.0  # near the outlet's own town
    home_name: float = 2.2  # its name is part of the outlet's, and people there read it
    learnt: float = 3.0  # share of its region in the outlet's other articles
    about_country: float = 3.1  # share of the votes of the other names for its country
    about_region: float = 4.6  # the same for its first-level region
    near: float = 4.0  # near the other towns of the text
    language: float = 0.7  # in a country of the text's language
    own_language: float = 1.5  # the same where few countries write it: Italian, Polish


WEIGHTS = Weights()
