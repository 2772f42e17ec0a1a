"""The stages that take the published documents to a typed client: pull, contract, generate."""
