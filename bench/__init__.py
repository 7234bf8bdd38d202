"""Measurements of the whole portal at two sizes: `make bench` (docs/measurements.md)."""
