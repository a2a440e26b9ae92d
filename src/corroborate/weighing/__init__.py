"""What each claim is worth against the evidence, by printed rules."""
