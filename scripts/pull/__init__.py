"""Fetch the published documents, all of them or none."""
