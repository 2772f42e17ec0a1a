"""The pull stage: fetch the published documents, all of them or none."""
