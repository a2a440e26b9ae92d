"""From stored bytes to derived text, and from text to segments."""
