"""Checks claims against each other and against arithmetic."""
