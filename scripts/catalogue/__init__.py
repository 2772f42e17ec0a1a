"""The models of the provider: finding their documents, adding them to the sources, and removing them."""
