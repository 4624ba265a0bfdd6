"""Packs the program with Python and Qt for Windows, on Linux. Run by `installer/windows/build.sh`."""
