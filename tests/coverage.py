"""Sums what gcov counts: coverage.py BUILD MODULE... prints lines and branches of each module of src/."""
import collections
import json
import os
import subprocess
import sys

build, modules = os.path.abspath(sys.argv[1]), sys.argv[2:]
source = os.path.join(os.path.dirname(build), "src")
lines, branches = collections.Counter(), {}  # by (file, line): executions; by (file, line): those of each branch


def count(notes):
    # A file that no test executes has notes but no counts; gcov then reports zeros.
    output = subprocess.run(["gcov", "--json-format", "--stdout", "--branch-probabilities", notes],
                            cwd=build, capture_output=True, text=True, check=True).stdout
    for text in filter(None, output.splitlines()):
        report = json.loads(text)
        for file in report["files"]:
            path = os.path.relpath(os.path.join(report["current_working_directory"], file["file"]), source)
            for line in file["lines"]:
                place = path, line["line_number"]
                lines[place] += line["count"]
                counts = [branch["count"] for branch in line["branches"]]
                before = branches.get(place, [0] * len(counts))
                branches[place] = [a + b for a, b in zip(before, counts)] if len(before) == len(counts) else counts


for folder, _, names in os.walk(os.path.join(build, "src")):
    for name in names:
        if name.endswith(".gcno"):
            count(os.path.join(folder, name))

total = [0, 0, 0, 0]
for module in modules:
    inside = [place for place in lines if place[0].startswith(module + os.sep)]
    taken = [n > 0 for place in inside for n in branches[place]]
    figures = [sum(lines[place] > 0 for place in inside), len(inside), sum(taken), len(taken)]
    total = [a + b for a, b in zip(total, figures)]
    print(f"{module:10} lines {figures[0] / figures[1]:6.1%} of {figures[1]:6}   "
          f"branches {figures[2] / figures[3]:6.1%} of {figures[3]:6}")
print(f"{'together':10} lines {total[0] / total[1]:6.1%} of {total[1]:6}   branches {total[2] / total[3]:6.1%} of {total[3]:6}")

with open(os.path.join(build, "uncovered.txt"), "w") as report:
    for path, line in sorted(place for place in lines if lines[place] == 0 and place[0].split(os.sep)[0] in modules):
        report.write(f"src/{path}:{line}\n")
