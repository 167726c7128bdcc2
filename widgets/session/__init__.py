"""Signing in, and the lock that keeps an unattended workstation shut."""
