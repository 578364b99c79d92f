"""Measurements: run by hand or by the gate, never part of the package."""
