"""Values in, words and bytes out: translations, JSON, tables and reports. Knows no database."""
