"""The steps after a change of the contract: checking the wrapper and opening a pull request."""
