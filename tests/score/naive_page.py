"""What a first page would do, for comparison: all rows inside the chart, sent at every move."""

from __future__ import annotations

import pydeck
import streamlit as st

from pipeline import config
from pipeline.store.read import open_reader


@st.cache_data
def rows() -> object:
    """Rows with a position, with what a tooltip needs."""
    frame = open_reader(config.load().store).frame()
    kept = ["event_id", "event_type", "title", "date_start", "place_name", "lon", "lat"]
    placed = frame.loc[frame["lat"].notna(), kept]
    return placed.assign(date_start=placed["date_start"].dt.strftime("%Y-%m-%d"))


table: object = rows()
if st.checkbox("Attack"):
    table = table[table["event_type"] == "ASSAULT"]  # type: ignore[index]
layer = pydeck.Layer(
    "ScatterplotLayer", data=table, get_position="[lon, lat]", get_radius=6, pickable=True,
    radius_units="'pixels'", get_fill_color=[200, 60, 20],
)  # fmt: skip
st.pydeck_chart(pydeck.Deck(layers=[layer], map_provider=None, tooltip={"text": "{title}"}))
st.markdown(f"shown {len(table)}")  # type: ignore[arg-type]
