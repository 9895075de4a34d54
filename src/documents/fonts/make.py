#!/usr/bin/env python3
"""Writes NotoSerifSC-Regular.otf and NotoSerifSC-Bold.otf: Noto Serif CJK SC with the characters that papers need.

The 8,105 characters of the table of standard characters (Unihan, kTGH), GB 2312, the symbols of GBK, ASCII, Latin-1,
the letters of pinyin, general punctuation, and whatever the fixtures hold. A character outside of these is
refused by `documents::without_glyph`, so the set may grow when an office meets one: add it to OTHERS and run again.

Run: python3 make.py, with fonttools 4.68.0 from PyPI and the Debian packages fonts-noto-cjk 1:20220127+repack1-1 and
unicode-data 15.0.0-1. The fonts are under the SIL Open Font License 1.1 (OFL.txt), and so are these subsets.
"""

import bz2
import pathlib

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = pathlib.Path(__file__).parent
FIXTURES = HERE / "../../../fixtures"
SOURCE = "/usr/share/fonts/opentype/noto/NotoSerifCJK-{}.ttc"
STANDARD = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
PINYIN = "āáǎàōóǒòēéěèīíǐìūúǔùüǖǘǚǜêế\u1ec1\u1e3fńňǹ"
# Asked for by an office.
OTHERS = ""


def standard_characters():
    with bz2.open(STANDARD, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.split("\t")
            if len(columns) == 3 and columns[1] == "kTGH":
                yield int(columns[0][2:], 16)


def double_bytes(codec, rows):
    for row in rows:
        for cell in [*range(0x40, 0x7F), *range(0x80, 0xFF)]:
            yield from map(ord, bytes([row, cell]).decode(codec, errors="ignore"))


def of_fixtures():
    for path in sorted(FIXTURES.rglob("*")):
        if path.is_file():
            yield from map(ord, path.read_text(encoding="utf-8", errors="ignore"))


def characters():
    wanted = set(standard_characters())
    wanted.update(double_bytes("gb2312", range(0xA1, 0xF8)), double_bytes("gbk", range(0xA1, 0xAA)))
    wanted.update(range(0x20, 0x7F), range(0xA0, 0x100), range(0x2010, 0x2028), range(0x2030, 0x2060))
    wanted.update(map(ord, PINYIN + PINYIN.upper() + OTHERS), of_fixtures())
    return wanted


def write(weight, unicodes):
    collection = TTCollection(SOURCE.format(weight))
    font = next(font for font in collection.fonts if font["name"].getDebugName(4).startswith("Noto Serif CJK SC"))
    options = subset.Options(
        # No "locl": the forms of other countries would be two fifths of the file.
        layout_features=["ccmp", "kern", "mark", "mkmk"],
        drop_tables=["BASE", "DSIG", "VORG", "vhea", "vmtx"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17],
        recalc_timestamp=False,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    path = HERE / f"NotoSerifSC-{weight}.otf"
    subset.save_font(font, path, options)
    print(path.name, len(font.getBestCmap()), "characters", path.stat().st_size, "bytes")


if __name__ == "__main__":
    for weight in ["Regular", "Bold"]:
        write(weight, characters())
