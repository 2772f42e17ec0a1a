"""The contract into the package `aimlkit_api`: models, typed parameters, endpoints."""
