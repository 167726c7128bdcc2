"""The officer's workstation: a core without Qt, its adapters, and the Qt shell around them."""
