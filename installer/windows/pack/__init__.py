"""Packs the program with Python and Qt for Windows, on Linux, for `installer/windows/build.sh`."""
