"""Commands on what is likely next: forecast, trends, backtest, scores."""
