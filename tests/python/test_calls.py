"""Threads, interruption, progress."""
import os
import signal
import subprocess
import sys
import threading
import time

import wane


def test_threads_run_side_by_side():
    found = {}

    def ask(name):
        found[name] = wane.coefficients(name, 20).coefficients

    threads = [threading.Thread(target=ask, args=(name,)) for name in ("gelu", "silu", "tanh", "erf", "mish")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[name] == wane.coefficients(name, 20).coefficients for name in found) and len(found) == 5


def test_other_threads_go_on_while_the_library_works():
    ticks = []
    stop = threading.Event()

    def tick():
        while not stop.wait(0.002):
            ticks.append(time.monotonic())

    thread = threading.Thread(target=tick)
    thread.start()
    wane.coefficients("mish", 60, digits=200)
    stop.set()
    thread.join()
    assert len(ticks) > 2


def test_an_interrupt_stops_the_question():
    code = ("import wane, signal, threading, os, time\n"
            "threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
            "try:\n"
            "    wane.simulate('tanh', 'h1+0.3*h3', a0=0.5, eps=0.1, width=200, dim=300, batch=1000, lr=0.01, time=1e5)\n"
            "except KeyboardInterrupt:\n"
            "    print(wane.verdict('tanh', 'h1+0.3*h3', a0=0.5).verdict)\n")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert run.stdout.strip() == "unlearning", run.stderr


def test_progress_only_where_wanted():
    code = ("import wane; wane.show_progress({0})\n"
            "wane.simulate('tanh', 'h1', a0=0.5, eps=0.1, width=200, dim=300, batch=1000, lr=0.01, time={1})\n")
    for wanted, time, shown in ((True, 20, True), (False, 20, False), (True, 0.01, False), (None, 20, False)):
        run = subprocess.run([sys.executable, "-c", code.format(wanted, time)], capture_output=True, text=True,
                             timeout=200)
        assert run.returncode == 0 and ("%" in run.stderr) == shown, (wanted, time, run.stderr)


def test_version_is_that_of_the_answers():
    assert wane.version() == wane.coefficients("x", 1).wane
