"""Every way in which two workers can publish one post."""
