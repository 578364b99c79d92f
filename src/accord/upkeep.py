"""The order of rooms where what was read is kept: reports and judgements → ledger → what is known."""
