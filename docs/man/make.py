#!/usr/bin/env python3
"""Writes the manual pages through scdoc: what `wane help` says of flags, what docs/command.md says of answers.

   make.py WANE COMMAND.md VERSION FOLDER        one page a command, wane-COMMAND.1, and wane.1"""
import re
import subprocess
import sys


def told(wane, *words):
    return subprocess.run([wane, "help", *words], check=True, capture_output=True, text=True,
                          env={"COLUMNS": "10000", "LC_ALL": "C.UTF-8"}).stdout


def escaped(text):
    return re.sub(r"([\\*_#~<>\[\]|])", r"\\\1", text)


def inline(text):
    """One paragraph of Markdown."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    parts = re.split(r"(`[^`]*`|\*\*.*?\*\*)", text)
    spelled = []
    for part in parts:
        if part.startswith("`"):
            spelled.append("*" + escaped(part[1:-1].strip()) + "*" if part.strip("` ") else "")
        elif part.startswith("**"):
            spelled.append("*" + escaped(part[2:-2].replace("`", "")) + "*")
        else:
            spelled.append(escaped(re.sub(r"\\([*_|])", r"\1", part)).replace("\\*", "\\*"))
    return re.sub(r"\s+", " ", "".join(spelled)).strip()


def cells(line):
    return [inline(cell.replace("\0", "|")) for cell in line.replace(r"\|", "\0").strip().strip("|").split("|")]


def body(markdown):
    """Paragraphs, lists, tables and examples."""
    lines, out, paragraph = markdown.split("\n"), [], []

    def end():
        if paragraph:
            text = " ".join(paragraph)
            item = re.match(r"[*-] +(.*)", text)
            out.append("- " + inline(item.group(1)) if item else inline(text))
            out.append("")
            paragraph.clear()

    i = 0
    while i < len(lines):
        line = lines[i]
        if line.startswith("```") or line.startswith("    "):
            end()
            fenced = line.startswith("```")
            block = []
            i += fenced
            while i < len(lines) and not (lines[i].startswith("```") if fenced else not lines[i].startswith("    ")):
                block.append(lines[i] if fenced else lines[i][4:])
                i += 1
            i += fenced
            out += ["```", *block, "```", ""]
            continue
        if line.startswith("|") and i + 1 < len(lines) and re.match(r"\|[-| :]+\|$", lines[i + 1]):
            end()
            rows = []
            while i < len(lines) and lines[i].startswith("|"):
                rows.append(cells(lines[i]))
                i += 1
            for row in rows[2:]:
                out += [f"{row[0]}", "\t" + "; ".join(cell for cell in row[1:] if cell), ""]
            continue
        if line.startswith("#"):
            end()
            out += ["## " + escaped(line.lstrip("# ").replace("`", "")).upper(), ""]
        elif not line.strip():
            end()
        elif re.match(r"[*-] ", line):
            end()
            paragraph.append(line)
        else:
            paragraph.append(line.strip())
        i += 1
    end()
    return "\n".join(out)


def sections(text):
    """The text of each `## ` of the page."""
    parts = re.split(r"^## (.*)$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def flags(help_text):
    """The options of a help text: what is typed, and what it means."""
    for line in help_text.split("\n"):
        found = re.match(r"  ((?:-\w, )?--\S+(?: \S+)?) {2,}(.*)", line)
        if found:
            yield found.group(1), found.group(2)


def page(name, summary, parts):
    text = [f'{name}(1) "wane {VERSION}" "The wane manual"', "", "# NAME", "", f"{name} - {escaped(summary)}", ""]
    for title, content in parts:
        text += ["# " + title, "", content.strip(), ""]
    manual = subprocess.run(["scdoc"], input="\n".join(text), check=True, capture_output=True, text=True).stdout
    with open(f"{FOLDER}/{name}.1", "w", encoding="utf-8") as file:
        file.write(manual)


def options(help_text):
    return "\n\n".join(f"*{escaped(typed)}*\n\t{escaped(meaning)}" for typed, meaning in flags(help_text))


def command_page(name, summary, chapters):
    help_text = told(WANE, *name.split())
    usage = re.match(r"Usage: (.*)", help_text).group(1)
    title = next((title for words in (name, name.split()[0]) for title in chapters
                  if re.match(rf"wane {words}\b", title)), None)
    parts = [("SYNOPSIS", "*" + escaped(usage) + "*")]
    if title is not None:
        parts.append(("DESCRIPTION", body(chapters[title])))
    parts += [("OPTIONS", options(help_text)), ("EXIT STATUS", body(chapters["Exit status"])),
              ("SEE ALSO", "*wane*(1)")]
    page("wane-" + name.replace(" ", "-"), summary, parts)


def main():
    overview = told(WANE)
    with open(sys.argv[2], encoding="utf-8") as file:
        chapters = sections(file.read())
    commands = re.findall(r"^  ([a-z]+(?: [a-z]+)?) {2,}(\S.*)$", overview.split("Commands:\n")[1].split("\n\n")[0],
                          flags=re.M)
    for name, summary in commands:
        command_page(name, summary, chapters)
    listed = "\n\n".join(f"*wane-{name.replace(' ', '-')}*(1)\n\t{escaped(summary)}" for name, summary in commands)
    page("wane", "proves whether a trained network keeps or unlearns its feature",
         [("SYNOPSIS", "*wane* _COMMAND_ [_FLAGS_] [_PROBLEM.json_]"), ("COMMANDS", listed),
          ("INPUT", body(chapters["Input"])), ("OUTPUT", body(chapters["Output"])),
          ("OPTIONS", options(overview)), ("EXIT STATUS", body(chapters["Exit status"]))])


WANE, VERSION, FOLDER = sys.argv[1], sys.argv[3], sys.argv[4]
main()
