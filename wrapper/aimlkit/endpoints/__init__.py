"""The APIs: one module each, with the format of its requests, responses, streams and tools."""
