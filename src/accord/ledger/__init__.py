"""The ledger: all that was read, kept, and what was known of it as of any date, as known at any date."""
