#!/usr/bin/env python3
"""Writes standard_characters.txt: the Table of General Standard Characters (通用规范汉字表, State Council, 5 June 2013).

One line for each of its three levels, the characters in the order of their official numbers: 1 to 3500, to 6500, to
8105. From the Unihan database, field kTGH (Unicode licence, see src/kernel/pinyin/data/LICENSE-UNICODE). Debian has the
file in the package unicode-data. Run: python3 make.py > standard_characters.txt
"""

import bz2
import sys

FILE = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
ENDS = [3500, 6500, 8105]


def main():
    numbers = {}
    with bz2.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 3 and columns[1] == "kTGH":
                # 2013:1
                numbers[int(columns[2].split(":")[1])] = chr(int(columns[0][2:], 16))
    if sorted(numbers) != list(range(1, ENDS[-1] + 1)):
        sys.exit("the table has gaps")
    start = 0
    for end in ENDS:
        sys.stdout.write("".join(numbers[number] for number in range(start + 1, end + 1)) + "\n")
        start = end


main()
