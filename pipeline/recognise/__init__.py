"""Finding things in a document: places, people in the way of places, aircraft, actors."""
