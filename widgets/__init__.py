"""What the officer sees: views that take values and emit signals."""
