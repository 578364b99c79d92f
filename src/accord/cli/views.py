"""Commands that ask the ledger: state, ties, history, changes, whatif."""
