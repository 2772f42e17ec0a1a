"""The contract stage: turn published documents into one OpenAPI 3.1 document, the contract.

Each step is a function from data to data, in a separate module; `build` runs them in order.
"""
