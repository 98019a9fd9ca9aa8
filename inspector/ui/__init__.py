"""The desktop window over the services."""
