"""How many really happened, or an honest refusal."""
