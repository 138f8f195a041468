#!/usr/bin/python3
"""Weakens one bound of the source at a time and shows which test notices: mutate.py [--only ID...] [--redo].

  --check         each mutant's old text stands in its file exactly once, its tests exist, no id twice; builds nothing
  --list          the mutants, with what is known of each
  --table FILE    writes the results into FILE, between its marks `mutants`
  --folder F      where the copy of the tree and the results lie (default: build/mutation)
  --only ID...    these mutants only; --redo: even if their results are known
  --first         the named tests only; those that survive these are asked about again without it
  --seconds S     the most that one mutant may take, without the compilation (default: 120)

The mutants are in mutants/*.txt, one a paragraph:

    ID                  one word
    file    PATH        under src/
    - TEXT              the old text; how its words are spaced does not matter
    + TEXT              the new one; nothing: the old text is dropped
    weakens WORDS       what no longer holds
    breaks  WORDS       the formula of derivations/ that this contradicts; `rule NAME` of the record of a proof
    tests   NAME; ...   the tests to run first, `NAME [ARGUMENTS]` with other arguments
            than the suite's, or variables of the environment
    equal   WORDS       of a mutant that no test can notice: why its answers are as true as before

A run works in a copy of the tree with a build folder of its own, applies a mutant, builds the tests that it needs
and runs them until one fails: those named, the rest of their suites, at last questions of the campaign.  A test that
takes five times as long as without the mutant, and more than the limit, has noticed, too.  Outcomes are appended to the
file `results.txt` beside this one, a line each, under hashes of the change and of
its tests, so that a run goes on where another was ended and asks anew about what has been changed.
"""
import argparse
import collections
import glob
import hashlib
import importlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
results_path = os.path.join(here, "results.txt")
CAMPAIGN = "campaign: a slice"
SURVIVES_FIRST = "survives the first"
FEW = 10  # seconds that are left for a slice of the campaign
TIMES_SLOWER = 5  # a test that takes so many times as long as usual has noticed
NICENESS = 15
KEYS = ("file", "-", "+", "weakens", "breaks", "tests", "equal")

Result = collections.namedtuple("Result", "name hash outcome by seconds")


class Mutant(dict):
    """The fields of one paragraph, by key."""

    def hash(self):
        """Of the change, and of the tests."""
        texts = "\0".join(self[key] for key in ("file", "-", "+")), "\0".join(sorted(self.tests()))
        return "-".join(hashlib.sha256(text.encode()).hexdigest()[:8] for text in texts)

    def is_answered(self, result):
        """Who has been caught remains so; who survives is asked about again when tests are added."""
        if result is None or result.hash.split("-")[0] != self.hash().split("-")[0]:
            return False
        return result.outcome == "caught" or result.hash == self.hash()

    def tests(self):
        return [name.strip() for name in self["tests"].split(";") if name.strip()]

    def places(self, text):
        """Where the old text stands, however its words are spaced."""
        words = map(re.escape, self["-"].split())
        return [match.span() for match in re.finditer(r"\s+".join(words), text)]

    def applied(self, text):
        (begin, end), = self.places(text)
        return text[:begin] + self["+"] + text[end:]


def read_mutants():
    mutants = {}
    for path in sorted(glob.glob(os.path.join(here, "mutants", "*.txt"))):
        with open(path, encoding="utf-8") as file:
            for paragraph in filter(None, re.split(r"\n\s*\n", file.read().strip())):
                lines = [line for line in paragraph.splitlines() if not line.startswith("#")]
                if not lines:
                    continue
                mutant = Mutant(name=lines[0].strip(), equal="")
                for line in lines[1:]:
                    key, _, value = line.partition(" ")
                    if key not in KEYS:
                        sys.exit(f"{path}: {mutant['name']}: no field `{key}`")
                    mutant[key] = (mutant[key] + "\n" if key in mutant and mutant[key] else "") + value.strip()
                lacking = [key for key in KEYS if key not in mutant]
                if lacking or mutant["name"] in mutants:
                    sys.exit(f"{path}: {mutant['name']}: " + (f"lacks {', '.join(lacking)}" if lacking else "twice"))
                mutants[mutant["name"]] = mutant
    return mutants


def rules_of_record():
    with open(os.path.join(root, "src/manifold/proof/rule.c"), encoding="utf-8") as file:
        text = file.read()
    return set(re.findall(r"(?:STATES|ENDS_IN|ENTERS|FAST|SLOW|CONCLUDES)\(\s*\"([^\"]*)\"", text))


def test_exists(name):
    """Whether the file of a test named `MODULE: WHAT` is there; what the suite calls it, meson knows."""
    module, _, what = re.sub(r"\s*\[.*", "", name).partition(": ")
    what = re.sub(r", (slow|all)$", "", what).replace(" ", "_")
    folder = os.path.join(root, "tests", module)
    return any(os.path.exists(os.path.join(folder, file))
               for file in (f"test_{what}.c", f"{what}.c", f"{what}.sh"))


def check(mutants):
    """What is wrong with the table itself."""
    faults, covered = [], set()
    sys.path.insert(0, os.path.join(root, "derivations"))
    sys.dont_write_bytecode = True
    notes, _ = importlib.import_module("index").read_notes()
    for name, mutant in mutants.items():
        path = os.path.join(root, mutant["file"])
        if not mutant["file"].startswith("src/") or not os.path.exists(path):
            faults.append(f"{name}: no file {mutant['file']}")
            continue
        with open(path, encoding="utf-8") as file:
            count = len(mutant.places(file.read()))
        if count != 1:
            faults.append(f"{name}: the old text stands {count} times in {mutant['file']}")
        if mutant["-"].split() == mutant["+"].split():
            faults.append(f"{name}: changes nothing")
        covered |= set(re.findall(r"rule ([^;]*)", mutant["breaks"]))
        for note, formula in re.findall(r"derivations/(\d+) \((\d+)\)", mutant["breaks"]):
            if int(formula) not in notes.get(int(note), ((),) * 3)[2]:
                faults.append(f"{name}: there is no formula {note} ({formula})")
        for test in mutant.tests():
            if not test_exists(test):
                faults.append(f"{name}: no test `{test}`")
    covered = {rule.strip() for rule in covered}
    rules = rules_of_record()
    faults += [f"no rule `{rule}`" for rule in sorted(covered - rules)]
    faults += [f"no mutant of the rule `{rule}`" for rule in sorted(rules - covered)]
    return faults


def read_results():
    results = {}
    if os.path.exists(results_path):
        with open(results_path, encoding="utf-8") as file:
            for line in file:
                fields = line.rstrip("\n").split("\t")
                results[fields[0]] = Result(*fields[:4], float(fields[4]))
    return results


def write_result(result):
    """A line each; of a mutant that was asked about again, the newer one."""
    results = read_results()
    results[result.name] = result
    with open(results_path + ".new", "w", encoding="utf-8") as file:
        for one in sorted(results.values()):
            file.write("\t".join((*one[:4], f"{one.seconds:.1f}")) + "\n")
    os.replace(results_path + ".new", results_path)


def be_nice():
    os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))


def run(command, seconds, env=None, cwd=None, log=None):
    """(exit status or None if it took longer, seconds); all its processes end with it."""
    begin = time.monotonic()
    out = open(log, "ab") if log else subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                               stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
                               preexec_fn=be_nice)
    try:
        status = process.wait(seconds)
    except subprocess.TimeoutExpired:
        status = None
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        if log:
            out.close()
    return status, time.monotonic() - begin


class Copy:
    """A copy of the tree with its own build folder."""

    def __init__(self, folder):
        self.source = os.path.join(folder, "source")
        self.build = os.path.join(self.source, "build")
        self.log = os.path.join(folder, "log")
        self.seconds_path = os.path.join(folder, "seconds.json")
        self.bring_up_to_date()
        if not os.path.exists(os.path.join(self.build, "build.ninja")):
            self.configure()
        with open(os.path.join(self.build, "meson-info", "intro-tests.json"), encoding="utf-8") as file:
            self.known = {test["name"]: test for test in json.load(file)}

    def bring_up_to_date(self):
        """Only what differs is written, so that little is compiled."""
        names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root,
                               capture_output=True, text=True, check=True).stdout.split("\0")
        kept = set()
        digests = collections.defaultdict(hashlib.sha256)  # of the source, and of each folder of tests
        for name in sorted(filter(None, names)):
            path, copy = os.path.join(root, name), os.path.join(self.source, name)
            if not os.path.isfile(path) or name.startswith("tests/mutation/"):
                continue
            kept.add(name)
            with open(path, "rb") as file:
                content = file.read()
            folder = name.split("/")[1] if name.startswith("tests/") else ""
            if name.startswith(("src/", "include/", "tests/")):
                digests[folder].update(name.encode() + b"\0" + content)
            old = None
            if os.path.isfile(copy):
                with open(copy, "rb") as file:
                    old = file.read()
            if content != old:
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                shutil.copy(path, copy)
                os.utime(copy)
        # The copy builds as the tree does, but for its own tests: these need not run there.
        for folder, _, files in os.walk(self.source):
            inside = os.path.relpath(folder, self.source)
            if inside.split(os.sep)[0] == "build":
                continue
            for name in files:
                if os.path.normpath(os.path.join(inside, name)) not in kept:
                    os.remove(os.path.join(folder, name))
        self.digests = {folder: digest.hexdigest()[:8] for folder, digest in digests.items()}
        path = os.path.join(self.source, "tests", "meson.build")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        shorter = text.replace("subdir('mutation')\n", "")
        if shorter != text:
            with open(path, "w", encoding="utf-8") as file:
                file.write(shorter)

    def configure(self):
        option = []
        path = os.path.join(root, "build", "meson-info", "intro-buildoptions.json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                option = ["--pkg-config-path=" + ",".join(one["value"]) for one in json.load(file)
                          if one["name"] == "pkg_config_path" and one["value"]]
        status, _ = run(["meson", "setup", self.build, self.source, *option], None, log=self.log)
        if status != 0:
            sys.exit(f"meson setup failed: {self.log}")

    def test(self, name):
        """Command, environment and target of `NAME` or `NAME [ARGUMENTS]`."""
        match = re.fullmatch(r"(.*?)\s*(?:\[(.*)\])?", name)
        known = self.known.get(match.group(1).replace(":", "_"))
        if known is None:
            sys.exit(f"there is no test `{match.group(1)}`")
        command, env = list(known["cmd"]), dict(known["env"])
        words = shlex.split(match.group(2) or "")
        while words and re.match(r"[A-Z_]+=", words[0]):
            name, _, value = words.pop(0).partition("=")
            env[name] = value
        if words:
            command[1:] = words
        if os.path.basename(command[0]).startswith("test_"):
            command.append("--fail-fast")
        return command, env, os.path.relpath(command[0], self.build)

    def rest_of_suites(self, names):
        """The default tests of the same suites, the fastest first."""
        suites = {name.split(":")[0] for name in names} - {"campaign"}
        seconds = self.known_seconds()
        rest = []
        for name, test in self.known.items():
            kinds = {suite.split(":")[1] for suite in test["suite"]}
            spelled = name.replace("_ ", ": ", 1)
            if kinds & suites and "long" not in kinds and spelled not in names:
                if os.path.relpath(test["cmd"][0], self.build).startswith("tests/"):
                    rest.append((seconds.get(spelled, FEW), spelled))
        return [name for _, name in sorted(rest)]

    def build_tests(self, names):
        targets = sorted({self.test(name)[2] for name in names})
        return run(["ninja", "-C", self.build, *targets], None, log=self.log)[0] == 0

    def state(self, name):
        """What the outcome of a test without mutants depends on."""
        return self.digests[""] + self.digests.get(name.split(":")[0], "")

    def known_seconds(self):
        if not os.path.exists(self.seconds_path):
            return {}
        with open(self.seconds_path, encoding="utf-8") as file:
            kept = json.load(file)
        return {name: seconds for name, (seconds, state) in kept.items() if state == self.state(name)}

    def passes_unmutated(self, name):
        """Whether the test passes without a mutant, asked once; how long it takes is kept."""
        seconds = self.known_seconds()
        if name in seconds:
            return True
        if not self.build_tests([name]):
            sys.exit(f"the unmutated tree does not build: {self.log}")
        command, env, _ = self.test(name)
        status, seconds[name] = run(command, 1200, env=env, cwd=self.build, log=self.log)
        if status != 0:
            print(f"without any mutant `{name}` fails: {self.log}")
            return False
        with open(self.seconds_path, "w", encoding="utf-8") as file:
            json.dump({name: (took, self.state(name)) for name, took in seconds.items()}, file, indent=1)
        return True

    def ask(self, mutant, most, only_first):
        """(outcome, by, seconds)"""
        path = os.path.join(self.source, mutant["file"])
        with open(path, encoding="utf-8") as file:
            text = file.read()
        try:
            with open(path, "w", encoding="utf-8") as file:
                file.write(mutant.applied(text))
            outcome = self.try_tests(mutant.tests(), most, only_first)
        finally:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        name, (kind, by, seconds) = outcome[0], outcome[1]
        if kind != "caught":
            return kind, by, seconds
        if not self.passes_unmutated(name):
            return "not asked", f"`{name}` fails without the mutant", 0.0
        if "too long" in by and TIMES_SLOWER * self.known_seconds()[name] > most:
            return "not asked", f"`{name}` is slow without the mutant", 0.0
        return kind, by, seconds

    def try_tests(self, first, most, only_first):
        """The test that decided, and (outcome, by, seconds)."""
        left, ran = most, 0
        usual = self.known_seconds()
        for name in first + ([] if only_first else self.rest_of_suites(first)):
            if name not in first and 2 * usual.get(name, FEW) > left:
                continue
            if not self.build_tests([name]):
                return name, ("invalid", "does not compile", 0.0)
            command, env, _ = self.test(name)
            status, took = run(command, left, env=env, cwd=self.build, log=self.log)
            left -= took
            ran += 1
            if status is None and TIMES_SLOWER * usual.get(name, 0) > most:
                break  # of a test that is slow anyway this shows nothing
            if status != 0:
                by = name + (" (takes too long)" if status is None else " (crashes)" if status < 0 else "")
                return name, ("caught", by, most - left)
            if left < FEW:
                break
        if only_first:
            return first[0], (SURVIVES_FIRST, f"{ran} tests", most - left)
        if left >= FEW and self.build_tests([CAMPAIGN]):
            words = f"--seed 3 --count 100000 --verify 0.3 --seconds {left:.0f}"
            name = f"{CAMPAIGN} [{words}]"
            status, took = run(self.test(name)[0], left + 60, cwd=self.build, log=self.log)
            left -= took
            if status is not None and status != 0:
                return CAMPAIGN, ("caught", "campaign --seed 3", most - left)
            ran += 1
        return first[0], ("survives", f"{ran} tests", most - left)


def run_mutants(mutants, arguments):
    copy = Copy(os.path.abspath(arguments.folder))
    results = read_results()
    for name in arguments.only or sorted(mutants, key=lambda name: mutants[name].hash()):  # all rooms at once
        mutant, known = mutants[name], results.get(name)
        if mutant.is_answered(known) and not arguments.redo and (
                arguments.first or known.outcome != SURVIVES_FIRST):
            continue
        outcome, by, seconds = copy.ask(mutant, arguments.seconds, arguments.first)
        print(f"{name}: {outcome}, {by}, {seconds:.1f} s", flush=True)
        if outcome != "not asked":
            write_result(Result(name, mutant.hash(), outcome, by, seconds))


def table(mutants, path):
    results = read_results()
    rows = ["| mutant | what is weakened | of | noticed by | s |", "|---|---|---|---|---|"]
    counts = collections.Counter()
    equal = []
    for name, mutant in mutants.items():
        result = results.get(name)
        if not mutant.is_answered(result):
            continue
        survives = result.outcome in ("survives", SURVIVES_FIRST)
        if survives and mutant["equal"]:
            counts["equal"] += 1
            equal.append(f"* `{name}`: {mutant['equal']}")
            by = "none: it is equal, see below"
        else:
            counts["survives" if survives else result.outcome] += 1
            by = result.by if result.outcome == "caught" else f"**{result.outcome}** ({result.by})"
        rows.append(f"| `{name}` {mutant['file'][4:]} | {mutant['weakens']} | {mutant['breaks']} | {by} | "
                    f"{result.seconds:.0f} |")
    asked = sum(counts.values())
    words = [f"{counts['caught']} are noticed", f"{counts['equal']} are equal to the code",
             f"{counts['survives']} survive"] + ([f"{counts['invalid']} do not compile"] if counts["invalid"] else [])
    head = (f"Of {len(mutants)} mutants {asked} were asked about: {', '.join(words)}. *{SURVIVES_FIRST}*: of the tests, those "
            "that are named with it.")
    body = "\n".join([head, "", *rows, *(["", "Equal to the code are:", "", *equal] if equal else [])])
    with open(path, encoding="utf-8") as file:
        text = file.read()
    begin, end = "<!-- mutants -->\n", "\n<!-- end of mutants -->"
    if text.count(begin) != 1 or text.count(end) != 1:
        sys.exit(f"{path}: no marks of the mutants")
    before, rest = text.split(begin)
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + begin + body + end + rest.split(end)[1])
    return counts["survives"] + counts["invalid"] == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--table", metavar="FILE")
    parser.add_argument("--folder", default=os.path.join(root, "build", "mutation"))
    parser.add_argument("--only", nargs="+", metavar="ID")
    parser.add_argument("--redo", action="store_true")
    parser.add_argument("--first", action="store_true")
    parser.add_argument("--seconds", type=float, default=120)
    arguments = parser.parse_args()
    mutants = read_mutants()
    if arguments.check:
        faults = check(mutants)
        print("\n".join(faults) if faults else f"{len(mutants)} mutants")
        sys.exit(bool(faults))
    unknown = [name for name in arguments.only or [] if name not in mutants]
    if unknown:
        sys.exit(f"no mutant {', '.join(unknown)}")
    if arguments.only:
        mutants = {name: mutants[name] for name in arguments.only}
    if arguments.table:
        sys.exit(not table(mutants, arguments.table))
    if arguments.list:
        results = read_results()
        for name, mutant in mutants.items():
            known = results.get(name)
            state = "not run" if known is None else known.outcome if mutant.is_answered(known) else "changed"
            print(f"{name:32} {state:9} {mutant['file']}: {mutant['weakens']}")
        return
    run_mutants(mutants, arguments)


if __name__ == "__main__":
    main()
