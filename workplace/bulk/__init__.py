"""Bulk changes: several tasks changed at once, and undone (docs/adr/0136)."""
