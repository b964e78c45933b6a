"""Measures the figures in the documents, and attacks their promises."""
