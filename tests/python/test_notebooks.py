"""The notebooks, percent-scripts, run to their end; one of them to HTML where jupyter is installed."""
import pathlib
import re
import runpy
import shutil
import subprocess
import sys

import pytest

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "examples" / "notebooks"


@pytest.mark.parametrize("script", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_notebook(script, capsys):
    if "numpy" in script.read_text():
        pytest.importorskip("numpy")
    runpy.run_path(str(script), run_name="__main__")
    assert "Traceback" not in capsys.readouterr().out


def cells_of(text):
    """The cells of a percent-script, as a notebook holds them."""
    for part in re.split(r"^# %%", text, flags=re.M)[1:]:
        head, _, body = part.partition("\n")
        if "[markdown]" in head:
            yield {"cell_type": "markdown", "metadata": {}, "source": re.sub(r"^# ?", "", body, flags=re.M)}
        else:
            yield {"cell_type": "code", "metadata": {}, "source": body.strip(), "outputs": [], "execution_count": None}


def test_notebook_to_html(tmp_path):
    pytest.importorskip("nbconvert")
    pytest.importorskip("ipykernel")
    if shutil.which("jupyter") is None:
        pytest.skip("jupyter is not installed")
    import json
    notebook = {"cells": list(cells_of((FOLDER / "first_verdict.py").read_text())), "metadata": {}, "nbformat": 4,
                "nbformat_minor": 4}
    path = tmp_path / "first_verdict.ipynb"
    path.write_text(json.dumps(notebook))
    subprocess.run([sys.executable, "-m", "nbconvert", "--to", "html", "--execute", str(path)], check=True,
                   capture_output=True)
    page = path.with_suffix(".html").read_text()
    assert "unlearning" in page and "<table" in page
