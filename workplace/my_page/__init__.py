"""»Min side«: what needs one person now, what is coming, what is new, and whom they wait for.

A task stands once, where it is most urgent (docs/adr/0133).
"""
