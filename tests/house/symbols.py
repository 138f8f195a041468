#!/usr/bin/env python3
"""Fails unless the library exports exactly what its headers declare, all of it named wane_.

usage: symbols.py LIBRARY INCLUDE_FOLDER MOST
"""
import pathlib
import re
import subprocess
import sys

library, include, most = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
table = subprocess.run(['nm', '-D', '--defined-only', library], check=True, capture_output=True, text=True).stdout
exported = {line.split()[-1].split('@')[0] for line in table.splitlines() if line.split()[-2] != 'A'}
declared = set()
for header in (*include.glob('wane/*.h'), *include.glob('wane/*.h.in')):
    text = re.sub(r'/\*.*?\*/', '', header.read_text(), flags=re.DOTALL)
    declared |= set(re.findall(r'^WANE_API\b[^;(]*?(\w+)\(', text, re.MULTILINE))
problems = [f'exported, but no header declares it: {name}' for name in sorted(exported - declared)]
problems += [f'declared, but not exported: {name}' for name in sorted(declared - exported)]
problems += [f'not named wane_: {name}' for name in sorted(exported) if not name.startswith('wane_')]
if len(exported) > most:
    problems.append(f'{len(exported)} exported symbols; at most {most} are meant')
print('\n'.join(problems) or f'{len(exported)} exported symbols, each declared')
sys.exit(bool(problems))
