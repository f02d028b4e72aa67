"""Evaluation indicator systems: from a plant's figures to its cleaner production level, explained.

`system` holds what an edition says; `plant` what a plant answered; `membership`, `weights` and
`levels` are the method of the 2013 trial rules and of GB/T 43329-2023; `gaps` finds what would
lift a plant; `evaluation` puts the result together, `combination` joins several tables by output;
`points` is the older method of GB/T 20106-2006.
"""
