"""A small captured model with every kind of column and a range."""

TEXT = """NAME m
OBJSENSE
    MAX
ROWS
 N obj
 L hours
 E total
COLUMNS
    M 'MARKER' 'INTORG'
    i obj 2 hours 3
    b obj 1 total 1
    M 'MARKER' 'INTEND'
    x total 1 hours 0.1
RHS
    RHS obj 20 hours 12.5
    RHS total 6
RANGES
    R hours 10
BOUNDS
 UP B i 9
 BV B b
 FR B x
ENDATA
"""
