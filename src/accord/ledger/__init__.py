"""The ledger room: everything read so far, as known at any date. The one place that touches SQL."""

from accord.ledger.happenings import Known
from accord.ledger.ledger import Ledger, open_ledger
from accord.ledger.people import CREDIBILITY, RELIABILITY, Grade, Ruling

__all__ = ["CREDIBILITY", "RELIABILITY", "Grade", "Known", "Ledger", "Ruling", "open_ledger"]
