"""The one exception for input that cannot be used."""


class InputError(Exception):
    """Says in one sentence which file and field is wrong, and what would be right."""
