"""The APIs: one module each, which knows how its requests, responses, streams and tools look."""
