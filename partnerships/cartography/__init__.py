"""Where the answers to a question are: circles, arcs and the ground below them."""
