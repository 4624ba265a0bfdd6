"""`kiosk demo`: a whole commune on this machine, made up for one run and gone after it.

Everything in it is the real thing: the servers, the calendar entry, the kiosk. Only the people in
the commune hall and at the other bridge points are drawn.
"""
