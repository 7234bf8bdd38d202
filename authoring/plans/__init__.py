"""A programme's plan as one value, and how it goes into files and comes out of them."""
