"""Hashes that are the same in every process, on which the mock's texts and ids depend."""

from hashlib import blake2b


def stable_hash(*values: object) -> bytes:
    """Return 16 bytes that depend on the repr of all `values`."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).digest()
