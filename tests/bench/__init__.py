"""How fast the registry is, measured against what bounds it: `make bench`.

For each size a registry of synthetic data, a web server and a measuring process; the same work is done in turns, ours and
the reference, small and large, so that whatever else the machine does falls on all alike. Every answer is compared with
the reference's before its time counts.
"""
