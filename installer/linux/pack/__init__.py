"""Makes the Debian packages: the program with a Python environment of its own.

Everything in the environment comes from where the program was tested: the distributions that
`.venv` has, in their installed versions, and the system's own CPython of the same version. So a
package needs no network to be built or installed, and ships what was tested.
"""
