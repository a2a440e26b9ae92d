"""A case on disk: the store, the decision log, and the pipeline."""
