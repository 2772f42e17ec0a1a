"""Code that every stage uses: errors, atomic writes, untrusted JSON, sources, JSON pointers."""
