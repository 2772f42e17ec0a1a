"""The drift stage: compare two OpenAPI documents and report what changed and which changes break users.

`interface` brings a document into a normal form, `operation_diff` and `schema_diff` find the differences, `rules`
assign each a severity, `verdicts` check it with a counterexample, and `report` formats the result.
"""
