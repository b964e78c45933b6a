"""What the scripts that measure session by session share: running both tools, and what is made of their numbers."""
