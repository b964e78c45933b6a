"""Attacks on memlore, each counted against a promise: what it refuses, what it survives, what it leaves alone.

One module an attack. Each gives a Tally; __main__.py prints them as a table. Every try stands in a folder of its own,
and is drawn from the seed and its number alone, so that one that failed can be made again.
"""
