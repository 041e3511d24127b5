"""Small made-up exports in the layouts of their makers, and how the tests read them."""

from __future__ import annotations

from pathlib import Path

from pipeline.import_ import Export, open_export
from pipeline.import_.layouts.gdelt import HEADER
from pipeline.model import Issue, Outcome
from pipeline.read.decode import decode

UCDP_HEADER = (
    "id,relid,year,type_of_violence,conflict_name,side_a,side_b,number_of_sources,source_article,"
    "source_office,source_date,source_headline,where_prec,where_coordinates,adm_1,adm_2,latitude,"
    "longitude,country,country_id,event_clarity,date_prec,date_start,date_end,best,high,low"
)
ACLED_OLD_HEADER = (
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,"
    "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,timestamp,iso3"
)
ACLED_NEW_HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)


def ucdp_row(**changed: str) -> str:
    """A row of UCDP GED with some cells changed; cells hold no commas."""
    return _row(
        UCDP_HEADER,
        {
            "id": "1001", "type_of_violence": "1", "side_a": "Government of Mali", "side_b": "JNIM",
            "source_date": "2022-03-05", "source_headline": "Clash near Gao", "where_prec": "1",
            "where_coordinates": "Gao town", "adm_1": "Gao region", "latitude": "16.27",
            "longitude": "-0.04", "country": "Mali", "event_clarity": "1", "date_prec": "1",
            "date_start": "2022-03-04 00:00:00.000", "date_end": "2022-03-04 00:00:00.000",
            "best": "4", "high": "6", "low": "3",
        },
        changed,
    )  # fmt: skip


def acled_row(header: str, **changed: str) -> str:
    """A row of ACLED under one of its headers."""
    return _row(
        header,
        {
            "event_id_cnty": "KEN123", "event_date": "04 March 2022", "time_precision": "1",
            "event_type": "Protests", "sub_event_type": "Peaceful protest",
            "actor1": "Protesters (Kenya)",
            "assoc_actor_1": "Teachers (Kenya); Labor Group (Kenya)",
            "inter1": "6", "iso": "404", "country": "Kenya", "admin1": "Nairobi",
            "location": "Nairobi", "latitude": "-1.2833", "longitude": "36.8167",
            "geo_precision": "1", "source": "Daily Nation", "notes": "Teachers marched.",
            "fatalities": "0", "timestamp": "1646784000",
        },
        changed,
    )  # fmt: skip


def gdelt_row(**changed: str) -> str:
    """A line of GDELT 2.0."""
    cells = {
        "GlobalEventID": "900", "SQLDATE": "20220304", "EventCode": "190",
        "Actor1Name": "FRANCE", "Actor1Code": "FRA", "Actor1CountryCode": "FRA",
        "Actor2Name": "REBEL", "Actor2Code": "REB", "Actor2Type1Code": "REB",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Gao, Gao, Mali",
        "ActionGeo_CountryCode": "ML", "ActionGeo_Lat": "16.27", "ActionGeo_Long": "-0.04",
        "DATEADDED": "20220305120000", "SOURCEURL": "https://example.org/a", "NumMentions": "3",
        "NumArticles": "2", "NumSources": "1", **changed,
    }  # fmt: skip
    return "\t".join(cells.get(name, "") for name in HEADER)


def _row(header: str, cells: dict[str, str], changed: dict[str, str]) -> str:
    said = {**cells, **changed}
    return ",".join(said.get(name, "") for name in header.split(","))


def opened(path: Path, layout: str = "") -> Export:
    """The file, opened as the command opens it."""

    def text_of(data: bytes) -> tuple[str, tuple[str, ...]]:
        decoded = decode(data)
        return decoded.text, decoded.notes

    return open_export(path, decode=text_of, layout=layout)


def read(path: Path, layout: str = "") -> tuple[list[Outcome], list[Issue]]:
    """What lands of a file, and what is said about the rest."""
    items = list(opened(path, layout).outcomes())
    landed = [item for item in items if isinstance(item, Outcome)]
    return landed, [item for item in items if isinstance(item, Issue)]


def written(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """The file with these lines."""
    path.write_bytes("\n".join((*lines, "")).encode(encoding))
    return path
