"""The page: a map of events, its filters, timeline, list and card. Reads the store only."""
