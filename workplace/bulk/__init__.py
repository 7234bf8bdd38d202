"""Several tasks changed in one go, and that undone again (docs/adr/0136)."""
