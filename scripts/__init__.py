"""The pipeline from the published documents to a typed client: pull, contract, generate, drift, release."""
