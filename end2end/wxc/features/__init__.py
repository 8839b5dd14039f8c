"""What the library drives, one file for each area, each with a `check`."""
