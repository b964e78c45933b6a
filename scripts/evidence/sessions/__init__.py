"""Shared by the scripts that measure session by session: running both tools, and evaluating their numbers."""
