"""The figures, one a file, and all of them at once (drawing.py)."""
