"""The contract stage: turn published documents into one OpenAPI 3.1 document, the contract.

Each step is a module of its own and a function from data to data; `build` runs them in order.
"""
