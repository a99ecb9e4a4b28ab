"""Synthetic data: a registry of any size, to measure and to try things with.

The words of its texts are ours: real ones for the commonest, made-up ones for the rest. The governments are places
of a public gazetteer. Whatever it makes hangs on sources called "Synthetic data …", by which it is known and can be
taken away again.
"""
