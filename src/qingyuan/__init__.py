"""Qingyuan (清源): a province's cleaner production administration, with law kept as data."""

__version__ = "0.1.0"
