"""The order of rooms where what was read is kept: reports and judgements → ledger → what is known."""

from accord.upkeep.derive import rebuild, rule, settle
from accord.upkeep.ingest import Ingested, ingest, open_settled
from accord.upkeep.judging import judge

__all__ = ["Ingested", "ingest", "judge", "open_settled", "rebuild", "rule", "settle"]
