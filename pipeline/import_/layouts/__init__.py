"""The layouts that are known, a module each, found by its name; see docs/import.md.

Such a module has ``LAYOUT``; ``mapping`` makes one of a file that a person writes.
"""
