"""The field laws that ship: one file a kind of field."""
