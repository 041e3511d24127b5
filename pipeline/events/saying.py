"""What a sentence says of who speaks: verbs of saying, quoted sources, own deeds."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.triggers import Trigger
from pipeline.lexicon import Language
from pipeline.model import Span, Token

ACCORDING_TOKENS = 6  # "d'après le ministère libanais"
BODY_TOKENS = 5  # from a country to the verb of its ministry, which speaks


def speaks(tokens: Sequence[Token], behind: int, language: Language) -> bool:
    """Whether a verb of saying follows, at most one word away.

    Where a comma always parts the verb from what is told before it ("удар по Харькову, сообщил
    мэр"), nothing before the comma speaks: ``events.comma_before_said``.
    """
    parted = language.get("events.comma_before_said") is True
    if parted and behind < len(tokens) and tokens[behind].text == ",":
        return False
    if behind < len(tokens) and tokens[behind].lower in language.words("events.passive"):
        return False  # "the march that in Eindhoven was announced"
    cues = language.phrases("claims.cues")
    passive = language.words("events.passive")  # "villagers near Catania were told to leave"
    if behind < len(tokens) and tokens[behind].lower in passive:
        return False
    return any(cues.at(tokens, at) for at in range(behind, min(behind + 2, len(tokens))))


def owns_deed(tokens: Sequence[Token], behind: int, trigger: Trigger, language: Language) -> bool:
    """Whether the speaker tells of its own deed: "said it shot down", "asegura haber derribado"."""
    at = next((n for n, t in enumerate(tokens) if t.start >= trigger.span.start), behind)
    if any(token.text == "," for token in tokens[behind:at]):
        return False
    near = {*tokens[behind + 1 : min(at, behind + BODY_TOKENS)], *tokens[max(behind, at - 1) : at]}
    return any(token.lower in language.words("events.own_deed") for token in near)


def body_speaks(tokens: Sequence[Token], behind: int, trigger: Trigger, language: Language) -> bool:
    """Whether a body of the one named speaks: "the Ukrainian General Staff said"."""
    near = tokens[behind : behind + BODY_TOKENS]
    says = next((n for n in range(len(near)) if speaks(near, n, language)), None)
    if says is None or near[0].text == ",":
        return False
    said = [token.text for token in near[: says + 1]]
    told = any(token.start == trigger.span.start for token in near)
    return "," not in said and not told and near[0].start > trigger.span.start


def is_quoted(tokens: Sequence[Token], span: Span, language: Language) -> bool:
    """Whether "according to" stands close before, no comma between."""
    first = next((n for n, token in enumerate(tokens) if token.end > span.start), 0)
    near = range(max(0, first - ACCORDING_TOKENS), first)
    phrases = language.phrases("claims.according")
    return any(
        hit.last <= first and not any(t.text in ",;:" for t in tokens[hit.last : first])
        for at in near
        for hit in phrases.at(tokens, at)
    )


def is_announced(tokens: Sequence[Token], span: Span, language: Language) -> bool:
    """Whether a verb of saying stands before the speaker: "أعلنت وزارة الدفاع"."""
    before = [n for n, token in enumerate(tokens) if token.end <= span.start][-2:]
    lists = [language.phrases(path) for path in ("claims.cues", "claims.according")]
    return any(phrases.at(tokens, at) for phrases in lists for at in before)
