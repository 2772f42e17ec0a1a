"""The contract stage: published documents in, one OpenAPI 3.1 document of named facts out.

Each step is a module of its own, a function from data to data, and `build` puts them in a row.
"""
