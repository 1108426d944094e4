"""What does the text say? Facts, no opinion."""
