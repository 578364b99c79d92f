"""Commands that carry the ledger to other tools and their data into it: export, import."""
