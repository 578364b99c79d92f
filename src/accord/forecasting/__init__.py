"""Forecasting: from dated events between actors to honest probabilities with the past they rest on."""
