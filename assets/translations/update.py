"""Bring both translation files up to date with the sources: `python assets/translations/update.py`.

Finds the texts with lupdate, keeps what is translated, takes the English source texts as the
English translations, and lists the Vietnamese ones that are still missing (exit status 1).
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
LANGUAGES = ("vi", "en")


def find_texts(folder: Path) -> None:
    """Run lupdate over the user interface into kiosk_{vi,en}.ts of this folder."""
    sources = sorted(p for p in (ROOT / "kiosk" / "ui").rglob("*") if p.suffix in (".py", ".qml"))
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lupdate"
    for language in LANGUAGES:
        target = folder / f"kiosk_{language}.ts"
        options = ["-source-language", "en", "-target-language", language]
        options += ["-disable-heuristic", "sametext", "-disable-heuristic", "similartext"]
        subprocess.run(
            [tool, *sources, *options, "-no-obsolete", "-locations", "none", "-ts", target],
            check=True,
            capture_output=True,
        )


def fill_english(path: Path) -> None:
    """Translate every unfinished text by itself."""
    lines = []
    source = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text.startswith("<source>"):
            source = text.removeprefix("<source>").removesuffix("</source>")
        if text.startswith('<translation type="unfinished">') and text.endswith("</translation>"):
            line = f"        <translation>{source}</translation>"
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def unfinished(path: Path) -> list[str]:
    """The source texts without a finished translation, each with its context."""
    found = []
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else (translation.findall("*") or [translation])
            done = forms and all(form.text and form.text.strip() for form in forms)
            if not done or translation is None or translation.get("type"):
                found.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return found


def main() -> int:
    """Update both files in place."""
    find_texts(FOLDER)
    fill_english(FOLDER / "kiosk_en.ts")
    missing = [
        f"kiosk_{language}.ts: {text}"
        for language in LANGUAGES
        for text in unfinished(FOLDER / f"kiosk_{language}.ts")
    ]
    print("\n".join(missing) or "Both languages are complete.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
