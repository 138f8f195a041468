#!/usr/bin/env python3
"""Colour and bold: on a terminal alone, not with NO_COLOR, not on a dumb one, not into a file.  $1: the command."""
import os
import pty
import subprocess
import sys
import tempfile

QUESTION = ["verdict", "--student", "tanh", "--teacher", "h1+0.3*h3", "--a0", "0.5"]


def on_terminal(arguments, **environment):
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    process = subprocess.Popen([sys.argv[1], *arguments], stdout=theirs, stderr=theirs,
                               env={**kept, "TERM": "xterm", **environment})
    os.close(theirs)
    text = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        text += part
    process.wait()
    os.close(ours)
    return text


assert on_terminal(QUESTION).startswith(b"verdict            \x1b[1munlearning\x1b[0m, proved")
assert b"\x1b" not in on_terminal(QUESTION, NO_COLOR="1")
assert b"\x1b[" in on_terminal(QUESTION, NO_COLOR="")
assert b"\x1b" not in on_terminal(QUESTION, TERM="dumb")
assert b"\x1b" not in on_terminal([*QUESTION, "--format", "json"])
piped = subprocess.run([sys.argv[1], *QUESTION], capture_output=True, check=True).stdout
assert b"\x1b" not in piped and piped.startswith(b"verdict            unlearning, proved")
with tempfile.TemporaryDirectory() as folder:
    name, certificate = os.path.join(folder, "answer"), os.path.join(folder, "certificate")
    on_terminal([*QUESTION, "-o", name, "--certificate", certificate])
    assert open(name, "rb").read() == piped
    assert b"\x1b[1;32maccepted\x1b[0m" in on_terminal(["verify", certificate])
