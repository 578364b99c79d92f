"""Commands that keep what was read and correct it: ingest, judge, source, rebuild."""
