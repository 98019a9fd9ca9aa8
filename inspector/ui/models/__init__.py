"""Plain values as Qt item models."""
