#!/usr/bin/env python3
"""Fails unless the library exports exactly what its headers declare, all of it named wane_, and nothing else in its
modules is named so.

usage: symbols.py LIBRARY INCLUDE_FOLDER MOST MODULE...
"""
import pathlib
import re
import subprocess
import sys


def symbols(*arguments):
    """Names of what is defined for other files, as nm lists it."""
    table = subprocess.run(['nm', '--defined-only', *arguments], check=True, capture_output=True, text=True).stdout
    rows = [line.split() for line in table.splitlines()]
    return {row[2].split('@')[0] for row in rows if len(row) == 3 and row[1] != 'A'}


library, include, most, modules = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
exported, inside = symbols('-D', library), symbols('-g', *modules)
declared = set()
for header in (*include.glob('wane/*.h'), *include.glob('wane/*.h.in')):
    text = re.sub(r'/\*.*?\*/', '', header.read_text(), flags=re.DOTALL)
    declared |= set(re.findall(r'^WANE_API\b[^;(]*?(\w+)\(', text, re.MULTILINE))
problems = [f'exported, but no header declares it: {name}' for name in sorted(exported - declared)]
problems += [f'declared, but not exported: {name}' for name in sorted(declared - exported)]
problems += [f'not named wane_: {name}' for name in sorted(exported) if not name.startswith('wane_')]
problems += [f'named wane_, but not public: {name}' for name in sorted(inside - declared) if name.startswith('wane_')]
problems += [f'in no module: {name}' for name in sorted(exported - inside)]
if len(exported) > most:
    problems.append(f'{len(exported)} exported symbols; at most {most} are meant')
print('\n'.join(problems) or f'{len(exported)} exported symbols, each declared; none of the {len(inside - declared)} inside is named so')
sys.exit(bool(problems))
