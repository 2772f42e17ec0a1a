"""Modules shared by the stages: errors, files, untrusted JSON, sources, pointers."""
