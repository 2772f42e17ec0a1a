"""The drift stage: two OpenAPI documents in, what changed between them and whom it breaks out.

`interface` brings a document into one form, `operations` and `schemas` find what differs, `rules` say what
that means for the client's users, `verdicts` prove it, and `report` says it.
"""
