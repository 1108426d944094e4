"""Where posts, timers, events and cards are kept."""
