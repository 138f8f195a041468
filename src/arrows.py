#!/usr/bin/env python3
"""Fails when a file includes a header of a room above its own.

usage: arrows.py ROOMS SOURCE_ROOT STAMP DEPFILE

ROOMS lists the rooms from the top of the house down, one a line: a folder of src/, then the public headers that
belong to it.  A file may include headers of its own room and of rooms further down.  `NAME only: A B` lets the rooms
below NAME/ see nothing but NAME/, A/ and B/, whatever the order; `public` stands for all public headers.
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.MULTILINE)


def read_rooms(path):
    rank, public, only = {}, {}, {}
    for number, line in enumerate(path.read_text().splitlines()):
        line = line.split('#')[0].strip()
        if not line:
            continue
        if ' only: ' in line:
            name, allowed = line.split(' only: ')
            only[name] = {name, *allowed.split()}
            continue
        room, *headers = line.split()
        rank[room] = number
        public.update({'wane/' + header: room for header in headers})
    return rank, public, only


def main():
    rooms_file, root, stamp, depfile = map(pathlib.Path, sys.argv[1:])
    rank, public, only = read_rooms(rooms_file)
    wrong, read = [], []
    for folder in ('src', 'include'):
        read += [root / folder, *(path for path in (root / folder).rglob('*') if path.is_dir())]  # for new files
        for path in sorted((root / folder).rglob('*.[ch]')):
            read.append(path)
            name = path.relative_to(root / folder).as_posix()
            here = public.get(name) if folder == 'include' else name.rsplit('/', 1)[0]
            if here not in rank:
                wrong.append(f'{folder}/{name}: its room is not listed in {rooms_file.name}')
                continue
            for include in INCLUDE.findall(path.read_text()):
                there = public.get(include) or include.rpartition('/')[0]
                if there not in rank:
                    if (root / 'src' / include).is_file() or include.startswith('wane/'):
                        wrong.append(f'{folder}/{name}: the room of {include} is not listed in {rooms_file.name}')
                    continue
                module, target = here.split('/')[0], there.split('/')[0]
                if rank[there] < rank[here]:
                    wrong.append(f'{folder}/{name} includes {include}: from {here} up to {there}')
                elif module in only and target not in only[module] and not (include in public and 'public' in only[module]):
                    wrong.append(f'{folder}/{name} includes {include}: {module} sees only {", ".join(sorted(only[module]))}')
    if wrong:
        sys.exit('arrows that point up the house:\n  ' + '\n  '.join(wrong))
    stamp.write_text('')
    depfile.write_text(f'{stamp}: ' + ' '.join(str(path).replace(' ', '\\ ') for path in read) + '\n')


main()
