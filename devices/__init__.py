"""Links to the instruments of a lane, each with its codec, its driver and an emulator."""
