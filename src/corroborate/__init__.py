"""Makes a contested number defensible: from contested sources to a traceable report."""

__version__ = "0.1.0"
