"""What happens around a new contract: is the wrapper compatible, and a pull request."""
