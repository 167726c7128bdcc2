"""Images and bytes that must not change unnoticed."""
