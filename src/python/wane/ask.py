"""One call of libwane for each question: what is asked becomes JSON, the answer is read from JSON."""
import json
import math
import queue
import sys
import threading
import time
from fractions import Fraction

from wane._binding import ffi, lib
from wane.real import Real


class WaneError(Exception):
    """What libwane says in place of an answer.  `column` is the position in an expression, or None."""

    def __init__(self, message, column=None, answer=None):
        super().__init__(message)
        self.column = column or None
        self.answer = answer


class BadInput(WaneError, ValueError):
    """What was asked makes no sense; the message names the key and what was expected there."""


class Undecided(WaneError):
    """Not decided at the precision and effort allowed; `answer` holds what is known."""


class Failure(WaneError, RuntimeError):
    """Could not finish: a file, memory, or a stop."""


# ---- what is asked ----

def text(value, key):
    """A value as the library reads it: exact text.  A float is the decimal that Python prints for it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        raise BadInput(f"`{key}`: expected a number or text, not {value!r}")
    if isinstance(value, Real):
        return str(value.lo) if value.lo == value.hi else f"[{value.lo}, {value.hi}]"
    if isinstance(value, (int, Fraction)):
        return str(value)
    if isinstance(value, (tuple, list)) and len(value) == 2:
        return f"[{text(value[0], key)}, {text(value[1], key)}]"
    if callable(value):
        raise BadInput(f"`{key}`: expected an expression in x as text, such as \"tanh(2*x)\": of a Python function only "
                       "values at points are known, which certifies nothing")
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:  # a number of numpy
        value = value.item()
        return text(value, key)
    if isinstance(value, float):
        if math.isfinite(value):
            return repr(value)
        raise BadInput(f"`{key}`: expected a finite number, not {value!r}")
    if hasattr(value, "man_exp"):  # of mpmath: exactly
        sign, mantissa, power, _ = value._mpf_
        return str(Fraction(-mantissa if sign else mantissa) * Fraction(2) ** power)
    raise BadInput(f"`{key}`: expected a number or text, not {type(value).__name__}")


def problem(**keys):
    """The keys that are given, as the library names them (a_init: a-init), values as exact text."""
    given = {}
    for key, value in keys.items():
        if value is None:
            continue
        name = key.replace("_", "-")
        if isinstance(value, dict):
            given[name] = {inner: _texts(x, inner) for inner, x in value.items()}
        elif isinstance(value, bool):
            given[name] = value
        else:
            given[name] = _texts(value, key)
    return given


def _texts(value, key):
    """A value, or the list of texts that Python's verdicts() makes of many."""
    is_list = isinstance(value, list) and all(isinstance(x, str) for x in value)
    return value if is_list else text(value, key)


def version():
    return ffi.string(lib.wane_version()).decode()


# ---- one call ----

class _Call:
    """A question under way: what its callbacks see."""

    def __init__(self, documents):
        self.stop = False
        self.fraction = 0.0
        self.steps = 0.0
        self.documents = documents


@ffi.def_extern(name="wane_python_progress", error=1)
def _progress(context, fraction, steps):
    call = ffi.from_handle(context)
    call.fraction, call.steps = fraction, steps
    return 1 if call.stop else 0


@ffi.def_extern(name="wane_python_document", error=1)
def _document(context, name, document, message):
    ffi.from_handle(context).documents[ffi.string(name).decode()] = ffi.string(document).decode()
    return 0


def _run(call, question, asked):
    """Status, answer and message of wane_answer."""
    answer, message, handle = ffi.new("char **"), ffi.new("wane_message_struct *"), ffi.new_handle(call)
    host = ffi.new("wane_answer_host_t *", {"context": handle, "progress": lib.wane_python_progress})
    if call.documents is not None:
        host.document = lib.wane_python_document
    status = lib.wane_answer(answer, question.encode(), asked.encode(), host, message)
    found = None
    if answer[0] != ffi.NULL:
        found = ffi.string(answer[0]).decode()
        lib.wane_answer_free(answer[0])
    return status, found, ffi.string(message.text).decode(), message.column


class _Worker:
    """A thread that asks for the main thread, so that the latter sees Ctrl-C."""

    def __init__(self):
        self.tasks = queue.SimpleQueue()
        threading.Thread(target=self._work, daemon=True, name="wane").start()

    def _work(self):
        while True:
            task = self.tasks.get()
            if task is None:
                return
            done, outcome, arguments = task
            try:
                outcome.append(_run(*arguments))
            except BaseException as error:  # handed to who asked
                outcome.append(error)
            done.set()


_worker = None
PATIENCE = 2.0  # seconds for which a stop is waited for


def _run_interruptibly(call, question, asked):
    global _worker
    if threading.current_thread() is not threading.main_thread():
        return _run(call, question, asked)
    if _worker is None:
        _worker = _Worker()
    done, outcome, shown = threading.Event(), [], _Shown()
    _worker.tasks.put((done, outcome, (call, question, asked)))
    try:
        while not done.wait(0.1):
            shown.update(call)
    except KeyboardInterrupt:
        call.stop = True
        if not done.wait(PATIENCE):  # it ends by itself, unheard
            _worker.tasks.put(None)
            _worker = None
        raise
    finally:
        shown.end()
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


class _Shown:
    """Progress on a terminal, of what takes more than a second."""

    def __init__(self):
        self.start = time.monotonic()
        self.is_shown = False
        self.is_wanted = progress if progress is not None else sys.stderr is not None and sys.stderr.isatty()

    def update(self, call):
        if not self.is_wanted or time.monotonic() - self.start < 1:
            return
        share = f"{100 * call.fraction:.0f} %" if call.fraction > 0 else "working"
        sys.stderr.write(f"\rwane: {share} after {time.monotonic() - self.start:.0f} s ")
        sys.stderr.flush()
        self.is_shown = True

    def end(self):
        if self.is_shown:
            sys.stderr.write("\r" + " " * 40 + "\r")


progress = None  # True, False, or None: on a terminal


def ask(question, asked, documents=None, undecided=True):
    """The answer as Python reads JSON.  Where it is undecided, the answer with what is known, or Undecided if not
    `undecided`."""
    status, found, message, column = _run_interruptibly(_Call(documents), question, json.dumps(asked))
    answer = None if found is None else json.loads(found, object_pairs_hook=_read_object)
    if status == 2:
        raise BadInput(message, column)
    if status == 1 or answer is None:
        raise Failure(message, column, answer)
    if status == 3 and not undecided:
        raise Undecided(message, column, answer)
    answer["message"] = message or None
    answer["status"] = status
    return answer


def _read_object(pairs):
    read = {key: _read(value) for key, value in pairs}
    bounds = set(read) - {"exact"}
    if bounds == {"lo", "hi"}:
        return Real(read["lo"], read["hi"], read.get("exact"))
    return read


def _read(value):
    if value == "infinity":
        return math.inf
    return -math.inf if value == "-infinity" else value
