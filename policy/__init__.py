"""What does the school allow? Judgement: pure functions, no I/O."""
