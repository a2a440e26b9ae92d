"""Bytes in: hashed, kept once, read-only, with a custody entry."""
