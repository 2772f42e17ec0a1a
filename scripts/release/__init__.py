"""What follows a changed contract: checking the wrapper against the new client, and opening a pull request."""
