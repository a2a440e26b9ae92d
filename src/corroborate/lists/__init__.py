"""Lists of incidents: any format in, each with its own definitions and its own precision."""
