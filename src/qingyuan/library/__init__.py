"""Reads the lawbook and the files at the edge: YAML, JSON and CSV to schema check to rules objects.

Nothing here decides: it turns text into the frozen values of `qingyuan.rules`, or into problems
that name file, line, field and remedy.
"""
