"""Posts go out once, whatever dies."""
