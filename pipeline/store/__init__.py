"""The store: articles, tellings and merged events in one SQLite file.

``open_writer(path)`` and ``open_reader(path)`` are the two doors. Importing the reading half
(``pipeline.store.read``) does not load the writing half.
"""
