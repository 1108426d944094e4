"""The journey of a post: pure but for its ports."""
