#!/usr/bin/env python3
"""Writes INDEX.md: which files cite which formula of the notes.

usage: index.py [--check]

A note numbers its formulas: `(7)` at either end of a displayed line, `**(7)` or `** (7)` in its text.  Code cites
`derivations/03 (7)`, `derivations/03 (7) to (9), 05 (2)` or a note as a whole; src/manifold/proof/rule.c has them in
its table.  Notes cite one another as `03 (7)`.  Exits with 1 if a note skips or repeats a number, if something cites
what is not there, or, with --check, if INDEX.md is not what would be written.
"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOTES = ROOT / 'derivations'
INDEX = NOTES / 'INDEX.md'

NUMBERED = re.compile(r'^ {4,}\((\d+)\)|^ {4}.*? {3,}\((\d+)\)|^\*\*\((\d+)\)|\*\* \((\d+)\)', re.MULTILINE)
CHECKED = re.compile(r'"\((\d+)[a-z]?\)')  # by the program beside the note

FORMULAS = r'\(\d+\)(?:(?:,? and |, | or | to |[-–])\(\d+\))*'
SOURCE = rf'\d\d\b(?!\.\d)(?: {FORMULAS})?'
IN_CODE = re.compile(rf'\bderivations?[/ ]({SOURCE}(?:(?:,? and |[,;] | to ){SOURCE})*)|(?<![\w.,/-])(\d\d {FORMULAS})')
IN_NOTES = re.compile(rf'(?<![\w.,/-])(\d\d {FORMULAS})')
RULE = re.compile(rf'\(\s*"([^"]+)",(?:\s*[A-Z_]+,)*\s*(\d+),\s*"({FORMULAS})"')
NEW_LINE = re.compile(r'\n[ \t]*(?:\*(?!/)|//|#)?[ \t]*')  # and what a comment begins it with


def spread(text, pattern):
    """The numbers of a list in which `to` or a dash stands for those in between."""
    numbers = []
    for joint, number in re.findall(rf'(^|.*?){pattern}', text):
        is_range = joint.strip() in ('to', '-', '–')
        numbers += range(numbers[-1] + 1, int(number) + 1) if is_range else [int(number)]
    return numbers


def sources(text):
    """(note, formula) for each that a citation names; formula None for a note as a whole."""
    found, previous = [], None
    for joint, note, formulas in re.findall(rf'(^|.*?)\b(\d\d)\b(?: ({FORMULAS}))?', text):
        if joint.strip() == 'to':
            found += [(skipped, None) for skipped in range(previous + 1, int(note))]
        previous = int(note)
        found += [(previous, k) for k in (spread(formulas, r'\((\d+)\)') if formulas else [None])]
    return found


def read_notes():
    """title, formulas and checked formulas of each note, and what is wrong with its numbers"""
    notes, wrong = {}, []
    for path in sorted(NOTES.glob('[0-9][0-9]-*.md')):
        text = path.read_text()
        numbers = sorted(int(next(filter(None, m.groups()))) for m in NUMBERED.finditer(text))
        if numbers != list(range(1, len(numbers) + 1)):
            wrong.append(f'derivations/{path.name}: the numbers of its formulas are {numbers}')
        checked = {int(k) for k in CHECKED.findall(path.with_suffix('.c').read_text())}
        if not checked <= set(numbers):
            wrong.append(f'derivations/{path.stem}.c checks {sorted(checked - set(numbers))}, which are not there')
        notes[int(path.name[:2])] = (path.name, text.splitlines()[0][4:].strip(), numbers, checked)
    return notes, wrong


def read_citations():
    """(file, [(note, formula), …]) for each citation, and what is wrong with the table of rules"""
    citations, wrong = [], []
    for folder in ('src', 'include', 'tests'):
        for path in sorted((ROOT / folder).rglob('*.[ch]')):
            name, text = path.relative_to(ROOT).as_posix(), path.read_text()
            if name == 'src/manifold/proof/rule.c':
                rules = RULE.findall(text)
                if len(rules) != len(re.findall(r'^ +\[PROOF_', text, re.MULTILINE)):
                    wrong.append(f'{name}: rows that {pathlib.Path(__file__).name} does not understand')
                for rule, note, formulas in rules:
                    citations.append((f'"{rule}"', sources(f'{int(note):02} {formulas}')))
            if re.search(r'derivations?[/ ]\d', text):
                for match in IN_CODE.finditer(NEW_LINE.sub(' ', text)):
                    citations.append((name, sources(match.group(1) or match.group(2))))
    return citations, wrong


def index_text(notes, citing, citing_notes):
    lines = ['# Where the derivations are used', '',
             'Written by `derivations/index.py` from what code and notes cite. ✓: the program beside the note checks '
             'the formula.', 'Rules are rows of `src/manifold/proof/rule.c`; files of `src/` are named without it.']
    for note, (name, title, numbers, checked) in notes.items():
        lines += ['', f'## [{note:02}]({name}) {title}', '']
        if citing[note, None]:
            lines.append(f'* as a whole: {", ".join(citing[note, None])}')
        for k in numbers:
            rules = [name for name in citing[note, k] if name.startswith('"')]
            users = [name for name in citing[note, k] if name not in rules]
            users += [f'rules {", ".join(rules)}'] if rules else []
            if users:
                others = [f'{other:02}' for other in citing_notes[note, k]]
                users += [f'notes {", ".join(others)}'] if others else []
                lines.append(f'* ({k}){" ✓" if k in checked else ""} {", ".join(users)}')
        unused = [f'({k}){" ✓" if k in checked else ""}' for k in numbers if not citing[note, k]]
        if unused:
            lines.append(f'* not cited by code: {", ".join(unused)}')
    return '\n'.join(lines) + '\n'


def main():
    notes, wrong = read_notes()
    citations, wrong_rules = read_citations()
    wrong += wrong_rules
    citing = collections.defaultdict(dict)  # of dictionaries for their order
    citing_notes = collections.defaultdict(dict)
    exists = {(note, k) for note, (_, _, numbers, _) in notes.items() for k in [None, *numbers]}

    def note_down(user, found, users, key):
        for note, k in found:
            if (note, k) not in exists:
                wrong.append(f'{user} cites {note:02}' + (f' ({k})' if k else '') + ', which is not there')
            users[note, k][key] = True

    for name, found in citations:
        note_down(name, found, citing, name.removeprefix('src/'))
    for note, (name, *_) in notes.items():
        for match in IN_NOTES.finditer((NOTES / name).read_text()):
            note_down(f'derivations/{name}', sources(match.group(1)), citing_notes, note)

    text = index_text(notes, citing, citing_notes)
    if '--check' not in sys.argv:
        INDEX.write_text(text)
    elif not INDEX.is_file() or INDEX.read_text() != text:
        wrong.append('derivations/INDEX.md is not up to date: run derivations/index.py')
    if wrong:
        sys.exit('\n'.join(wrong))


if __name__ == '__main__':
    main()
