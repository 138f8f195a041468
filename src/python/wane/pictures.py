"""Pictures: scripts for gnuplot, which libwane writes and gnuplot draws."""
import os
import subprocess
import tempfile

from wane.ask import BadInput, Failure
from wane.results import Result

KINDS = ("phase", "orbit", "potential", "coefficients", "check")


class Picture(Result):
    """A picture that shows itself in a notebook.  `script` is that of gnuplot, with its data."""

    _hidden = Result._hidden + ("script", "terminals")
    _drawn = None

    @property
    def svg(self):
        """Its SVG, as text."""
        if self._drawn is None:
            self._drawn = self._draw(".svg").decode()
        return self._drawn

    def save(self, path):
        """To a file whose name ends in .svg, .pdf, .png, or .gp for the script; whole or not at all."""
        path = os.fspath(path)
        ending = os.path.splitext(path)[1]
        if ending != ".gp" and ending not in self.terminals:
            raise BadInput(f"`path`: expected a name ending in .svg, .pdf, .png or .gp, found {path!r}")
        picture = self.script.encode() if ending == ".gp" else self._draw(ending)
        temporary = f"{path}.{os.getpid()}.partial"
        try:
            with open(temporary, "wb") as file:
                file.write(picture)
            os.replace(temporary, path)
        finally:
            if os.path.exists(temporary):
                os.remove(temporary)

    def _draw(self, ending):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "picture" + ending)
            quoted = path.replace("'", "''")
            script = f"{self.terminals[ending]}\nset output '{quoted}'\n{self.script}\nunset output\n"
            try:
                ran = subprocess.run(["gnuplot", "-"], input=script.encode(), capture_output=True, check=False)
            except FileNotFoundError:
                raise Failure("gnuplot is not installed (on Debian: apt install gnuplot-nox)") from None
            if ran.returncode != 0 or not os.path.exists(path) or os.path.getsize(path) == 0:
                said = " ".join((ran.stdout + ran.stderr).decode(errors="replace").split())
                raise Failure(f"gnuplot failed: {said or 'no picture'}")
            with open(path, "rb") as file:
                return file.read()

    def _repr_svg_(self):
        return self.svg

    def _repr_html_(self):
        return None
