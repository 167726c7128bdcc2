"""The queue of crossings and the time line of one."""
