#!/usr/bin/env python3
"""Verdicts in the limit of a slow second layer for 60 activations and 12 teachers, from two initial scales each.

    tests/bench/activations.py build/wane                    writes docs/activations.md
    tests/bench/activations.py build/wane -o - --only gelu   some rows, to standard output

Seconds are processor seconds of one thread, as the kernel counts them; a question that needs more than --limit is stopped.
"""
import argparse
import concurrent.futures
import json
import os
import resource
import signal
import subprocess
import sys

POLYNOMIALS = ["h1+0.3*h3", "h1-0.1*h3", "h2", "h1+h2", "He3", "h1+0.3*h4"]
TEACHERS = POLYNOMIALS + ["tanh", "relu", "gelu", "sigmoid", "cos", "sign"]
# Activations of PyTorch, JAX and TensorFlow; below, compounds that have no name there.
CATALOGUE = """linear relu relu6 leaky_relu prelu rrelu threshold(x,1/2,1/2) elu celu(x,1/2) selu sigmoid logsigmoid softplus
    softplus(x,2) silu swish(x,2) gelu gelu_tanh quick_gelu mish hardsigmoid hardswish hardtanh hardtanh(x,-2,2) tanhshrink
    softshrink hardshrink softsign squareplus sparse_plus sparse_sigmoid snake tanh erf exp leaky_relu(x,0.2) elu(x,1/2)
    center(relu) normalize(gelu)""".split()
COMPOUNDS = """relu(x)^2 quad x^3 h1+h3 abs sin cos atan asinh log(1+x^2) sech x/sqrt(1+x^2) exp(-x^2/2) x*exp(-x^2/2)
    1.7159*tanh(2/3*x) x*erf(softplus(x)) x*tanh(exp(x)) x+(sqrt(1+x^2)-1)/2 sin(3*x) relu(x)+sin(x) abs(tanh(x))""".split()
SMOOTH = set("""linear sigmoid logsigmoid softplus softplus(x,2) silu swish(x,2) gelu gelu_tanh quick_gelu mish tanhshrink
    squareplus snake tanh erf exp normalize(gelu) quad x^3 h1+h3 sin cos atan asinh log(1+x^2) sech x/sqrt(1+x^2)
    exp(-x^2/2) x*exp(-x^2/2) 1.7159*tanh(2/3*x) x*erf(softplus(x)) x*tanh(exp(x)) x+(sqrt(1+x^2)-1)/2 sin(3*x)""".split())
SCALES = ["0.5", "3"]
SHORT = {"learning": "kept", "partial-unlearning": "partly", "unlearning": "lost", "not-learned": "never",
         "neutral": "neutral", "undecided": "?", "refused": "—", "stopped": "?"}
WORDS = [("kept", "learned and kept: R ends where it peaks"), ("partly", "partial unlearning: R ends lower than its peak"),
         ("lost", "unlearning: R → 0"), ("never", "not learned: R never leaves 0"),
         ("neutral", "R is not moved"), ("?", "undecided, listed below"), ("—", "refused, listed below")]


def ask(wane, student, teacher, scale, limit):
    """(verdict, processor seconds, reason)."""
    command = [wane, "verdict", "--format", "json", "--threads", "1", "--quiet", "--student", student, "--teacher", teacher,
               "--a0", scale]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)))
    with process.stdout as out, process.stderr as err:  # what is printed is far shorter than a pipe holds
        answer, complaint = out.read(), err.read().strip()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = usage.ru_utime + usage.ru_stime
    if process.returncode in (-signal.SIGKILL, -signal.SIGXCPU):
        return "stopped", seconds, f"stopped after {limit} s"
    if process.returncode == 2:
        return "refused", seconds, complaint
    if process.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)}: exit status {process.returncode}: {complaint}")
    return json.loads(answer)["verdict"], seconds, complaint


def code(text):
    return "`" + text.replace("|", "\\|") + "`"


def kind(student, teacher):
    if student in SMOOTH and (teacher in POLYNOMIALS or teacher in SMOOTH):
        return "smooth pairs"
    return "compounds" if student in COMPOUNDS else "catalogue"


def write(out, students, answers, version):
    questions = len(answers)
    asked = {key: answer for key, answer in answers.items() if answer[0] != "refused"}
    open_ = {key: answer for key, answer in asked.items() if answer[0] in ("undecided", "stopped")}
    print(f"""# Activations and teachers

Verdicts, proved, in the limit ε → 0 of a slow second layer from R0 = 0+, for {len(students)} activations (rows: the student σ) and
{len(TEACHERS)} teachers (columns: σ\\*), names as in [language.md](language.md). An entry is the verdict from a0 = {SCALES[0]}, a stroke, and
the verdict from a0 = {SCALES[1]}; one word where they agree. Written by `tests/bench/activations.py build/wane`, {version}.

| word | means |
|---|---|""", file=out)
    for word, meaning in WORDS:
        print(f"| {word} | {meaning} |", file=out)
    print(f"\n| σ \\ σ\\* | {' | '.join(code(teacher) for teacher in TEACHERS)} |\n|---|{'---|' * len(TEACHERS)}", file=out)
    for student in students:
        cells = []
        for teacher in TEACHERS:
            words = [SHORT[answers[student, teacher, scale][0]] for scale in SCALES]
            cells.append(words[0] if words[0] == words[1] else " / ".join(words))
        print(f"| {code(student)} | {' | '.join(cells)} |", file=out)

    print(f"""
## What is undecided

{len(open_)} of {len(asked)} questions ({100 * len(open_) / max(len(asked), 1):.1f} %).
""", file=out)
    if open_:
        print("| σ | σ\\* | a0 | seconds | reason |\n|---|---|---|---|---|", file=out)
        for (student, teacher, scale), (_, seconds, reason) in open_.items():
            reason = reason.splitlines()[-1].removeprefix("wane verdict: ").removeprefix("wane: ") if reason else ""
            print(f"| {code(student)} | {code(teacher)} | {scale} | {seconds:.1f} | {reason.replace('|', chr(92) + '|')} |", file=out)
    refused = {}
    for (student, _, _), (verdict, _, reason) in answers.items():
        if verdict == "refused":
            refused.setdefault(student, reason.splitlines()[-1])
    if refused:
        print("\nRefused:\n", file=out)
        for student, reason in refused.items():
            print(f"* {code(student)}: {reason.removeprefix('wane: ')}", file=out)

    print(f"""
## How long it takes

Processor seconds of one thread, everything included, by kind of question: smooth functions on both sides, compounds (no activation of
PyTorch, JAX or TensorFlow by that name) with anything, and the rest of the catalogue.

| kind | questions | in all | median | slowest |
|---|---|---|---|---|""", file=out)
    for name in ("smooth pairs", "catalogue", "compounds"):
        times = sorted(answer[1] for key, answer in asked.items() if kind(*key[:2]) == name)
        if times:
            print(f"| {name} | {len(times)} | {sum(times):.0f} | {times[len(times) // 2]:.2f} | {times[-1]:.2f} |", file=out)
    print("\nThe slowest:\n\n| σ | σ\\* | a0 | seconds |\n|---|---|---|---|", file=out)
    for (student, teacher, scale), (_, seconds, _) in sorted(asked.items(), key=lambda item: -item[1][1])[:20]:
        print(f"| {code(student)} | {code(teacher)} | {scale} | {seconds:.2f} |", file=out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wane")
    parser.add_argument("-o", "--output", default=os.path.join(os.path.dirname(__file__), "../../docs/activations.md"))
    parser.add_argument("--only", action="append", help="a row (several times: rows)")
    parser.add_argument("--limit", type=int, default=10, help="processor seconds a question (10)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--raw", default=os.devnull, help="keeps every answer in this file, one JSON list a line; "
                        "what it holds already is not asked again")
    options = parser.parse_args()
    students = options.only or CATALOGUE + COMPOUNDS
    keys = [(student, teacher, scale) for student in students for teacher in TEACHERS for scale in SCALES]
    known = {}
    if os.path.exists(options.raw):
        with open(options.raw) as raw:
            known = {tuple(line[:3]): tuple(line[3:]) for line in map(json.loads, raw)}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool, open(options.raw, "a") as raw:
        def settle(key):
            if key not in known:
                known[key] = ask(options.wane, *key, options.limit)
                print(json.dumps([*key, *known[key]]), file=raw, flush=True)
            return known[key]
        answers = dict(zip(keys, pool.map(settle, keys)))
    version = subprocess.run([options.wane, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    if options.output == "-":
        write(sys.stdout, students, answers, version)
    else:
        with open(options.output, "w") as out:
            write(out, students, answers, version)


if __name__ == "__main__":
    main()
