"""What a station must survive: kills, power cuts, full disks. Each fault is a real one."""
