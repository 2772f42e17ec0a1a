"""The models that the provider has: finding their documents, and adding them to the sources or removing them."""
