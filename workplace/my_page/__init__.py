"""»Min side«: what needs one person now, what is coming, what is new, and whom they wait for.

Each task is shown once, in its most urgent part (docs/adr/0133).
"""
