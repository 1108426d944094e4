"""What does the photo show? Facts, no opinion."""
