"""How languages write dates where Django's own way is not ours."""
