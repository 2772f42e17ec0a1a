"""Hashes that are the same in every process; the mock's texts and ids are derived from them."""

from hashlib import blake2b


def stable_hash(*values: object) -> bytes:
    """Return 16 bytes derived from the repr of all `values`."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).digest()
