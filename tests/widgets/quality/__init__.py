"""Tests of the image-quality page."""
