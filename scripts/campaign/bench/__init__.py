"""Benchmarks: measured figures against the budgets. Each module measures one part; ``figures`` is what they share."""
