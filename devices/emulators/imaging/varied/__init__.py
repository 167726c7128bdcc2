"""Varied synthetic scenes for honest figures: what differs from truck to truck, and the truth.

No licensed real cargo image exists, so the aids are measured on these; every figure says synthetic.
"""
