"""The documentation site: the pages that are generated from other files, and the links between pages."""
