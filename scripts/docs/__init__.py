"""The documentation site: the pages that are made of other files, and the links between pages."""
