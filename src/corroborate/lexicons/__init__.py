"""Lexicons shipped as YAML data, loaded once; stages above read them, none writes them."""
