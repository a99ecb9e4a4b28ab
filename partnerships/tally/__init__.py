"""The counts of the registry, kept in the memory of each server process.

For every code that partnerships carry (`country:SN`) there is the set of those that do, as a compressed bitmap; a
question is then a few intersections, and a facet one more for each of its values: nanoseconds a row where the database
needs microseconds. Words are looked up in the database once and then kept, too. Before anything is answered the process
asks the database what has changed since; the answer is always that of the moment. The database's own way to the same
answers (`Condition.q`) is the reference, and does the work while a process is not ready yet.
"""
