"""How the model and the lists are made, so that anyone can make them again."""
