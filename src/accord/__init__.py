"""accord: what happened, who says so, where they conflict, and who is bound to whom, from what many outlets wrote."""
