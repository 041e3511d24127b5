"""Event rows against annotated articles: what is found, how good each field is, what is joined."""

from pipeline.score.events.gold import GoldArticle, load_gold
from pipeline.score.events.report import Report
from pipeline.score.events.scoring import score_articles, score_events

__all__ = ["GoldArticle", "Report", "load_gold", "score_articles", "score_events"]
