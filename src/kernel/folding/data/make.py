#!/usr/bin/env python3
"""Writes simplified.tsv: a simplified character, a tab, and the characters that are folded to it.

From the Unihan database (Unicode licence, see ../../pinyin/data/LICENSE-UNICODE): kSimplifiedVariant and
kCompatibilityVariant, and the few variants of place names below that it does not lead to a simplified form.
Debian has the files in the package unicode-data. Run: python3 make.py > simplified.tsv
"""

import bz2
import sys

FOLDER = "/usr/share/unicode/"
FIELDS = [("Unihan_Variants.txt.bz2", "kSimplifiedVariant"), ("Unihan_IRGSources.txt.bz2", "kCompatibilityVariant")]
# Written on old maps and stones.
BY_HAND = ["里裏", "场塲", "村邨", "群羣", "峰峯", "庵菴", "塔墖", "升陞", "床牀", "堤隄", "岩嵒", "岭嶺", "溪谿", "烟菸"]


def characters(codes):
    return [chr(int(code.split("<")[0][2:], 16)) for code in codes.split()]


def variants():
    for row in BY_HAND:
        for variant in row[1:]:
            yield variant, row[0]
    for file, field in FIELDS:
        with bz2.open(FOLDER + file, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 3 and columns[1] == field:
                    variant = chr(int(columns[0][2:], 16))
                    # What may stay as it is (乾) is folded, too: names and questions are folded alike.
                    others = [other for other in characters(columns[2]) if other != variant]
                    if others:
                        yield variant, others[0]


def main():
    simplified = {}
    for variant, other in variants():
        simplified.setdefault(variant, other)
    folded = {}
    for variant in sorted(simplified):
        end, passed = simplified[variant], {variant}
        while end in simplified and end not in passed:
            passed.add(end)
            end = simplified[end]
        if end not in passed:
            folded.setdefault(end, []).append(variant)
    for end in sorted(folded):
        sys.stdout.write(end + "\t" + "".join(folded[end]) + "\n")


main()
