"""Themes, icons, fonts, translations and site defaults, read with importlib.resources."""
