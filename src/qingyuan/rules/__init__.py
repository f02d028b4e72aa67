"""What the law says: pure functions over frozen values.

No clock, disk, database, chance or framework is known here: a rule is a function of its
arguments, so that any decision can be computed again from what was stored with it.
"""
