"""CAMEO's event codes and roles of actors, to our types, modes and sectors.

Codes: Schrodt, CAMEO Codebook 1.1b3 (2012). Types: PLOVER, which made them of CAMEO's roots. PLOVER
dropped root 01, mere statements; they are kept as CONSULT, mode public_statement, so that every row
lands and they can be filtered out at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# The longest code that a row's code begins with decides.
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "01": ("CONSULT", "public_statement"),
    "02": ("REQUEST", "request"),
    "03": ("AGREE", "intent_to_cooperate"),
    "036": ("AGREE", "intent_to_meet"),
    "04": ("CONSULT", "meeting"),
    "041": ("CONSULT", "phone_call"),
    "045": ("CONSULT", "mediation"),
    "046": ("CONSULT", "negotiation"),
    "05": ("SUPPORT", "support_pledge"),
    "057": ("AGREE", "agreement"),
    "06": ("COOPERATE", "material_cooperation"),
    "07": ("AID", "aid"),
    "08": ("CONCEDE", "concession"),
    "0841": ("CONCEDE", "prisoner_release"),
    "087": ("RETREAT", "de_escalation"),
    "0871": ("RETREAT", "ceasefire"),
    "0874": ("RETREAT", "withdrawal"),
    "09": ("ACCUSE", "investigation"),
    "10": ("REQUEST", "demand"),
    "11": ("ACCUSE", "accusation"),
    "12": ("REJECT", "rejection"),
    "13": ("THREATEN", "threat"),
    "14": ("PROTEST", "protest"),
    "143": ("PROTEST", "labour_strike"),
    "145": ("PROTEST", "riot"),
    "15": ("MOBILIZE", "show_of_force"),
    "153": ("MOBILIZE", "alert"),
    "154": ("MOBILIZE", "troop_deploy"),
    "16": ("SANCTION", "reduced_relations"),
    "163": ("SANCTION", "sanction"),
    "17": ("COERCE", "coercion"),
    "171": ("COERCE", "seizure"),
    "173": ("COERCE", "arrest"),
    "18": ("ASSAULT", "assault"),
    "181": ("ASSAULT", "abduction"),
    "183": ("ASSAULT", "bombing"),
    "186": ("ASSAULT", "assassination"),
    "19": ("ASSAULT", "armed_clash"),
    "191": ("ASSAULT", "blockade"),
    "192": ("ASSAULT", "occupation"),
    "194": ("ASSAULT", "shelling"),
    "195": ("ASSAULT", "airstrike"),
    "20": ("ASSAULT", "mass_violence"),
}
SECTORS: Final[Mapping[str, str]] = {
    "GOV": "government", "LEG": "government", "JUD": "government", "SPY": "government",
    "MIL": "military", "COP": "police", "REB": "rebels", "INS": "rebels", "SEP": "rebels",
    "UAF": "rebels", "CVL": "civilians", "REF": "civilians", "LAB": "civilians",
    "EDU": "civilians", "HLH": "civilians", "AGR": "civilians", "CRM": "civilians",
    "BUS": "company", "MNC": "company", "MED": "media", "IGO": "organisation",
    "NGO": "organisation", "HRI": "organisation", "OPP": "organisation", "ELI": "person",
}  # fmt: skip


def kind(code: str) -> tuple[str, str] | None:
    """Type and mode of an event code (``0874``), None when the code is not one of CAMEO's."""
    if not code.isdigit() or len(code) < 2:
        return None
    found = (KINDS.get(code[:length]) for length in (4, 3, 2))
    return next((pair for pair in found if pair), None)
