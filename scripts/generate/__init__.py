"""Generate the package `aimlkit_api` and the resource classes of the client from the contract."""
