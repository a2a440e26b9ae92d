"""The report: one offline file in which every figure resolves."""
