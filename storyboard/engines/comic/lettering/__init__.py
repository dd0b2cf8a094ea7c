"""Lettering: what is said in a panel, set in balloons, captions and sound effects over its picture.

All lengths are in hundredths of a millimetre ("h") from the panel's upper left corner, y downwards.
"""
