"""What can stand in the way of synthetic data."""


class SynthesisError(Exception):
    """Nothing was made or taken away; the message says why, as one sentence."""
