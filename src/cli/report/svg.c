#include "cli/report/svg.h"

#include <stdlib.h>
#include <string.h>

/* Where an identifier begins, or is referred to. */
static const char *const identifiers[] = {"id='", "id=\"", "href='#", "href=\"#", "url(#"};

static size_t before_identifier(const char *text)
{
    for (size_t i = 0; i < sizeof identifiers / sizeof *identifiers; i++)
        if (strncmp(text, identifiers[i], strlen(identifiers[i])) == 0) return strlen(identifiers[i]);
    return 0;
}

/* The element's first tag, of whose attributes only the box is kept; returns what comes after it. */
static const char *put_tag(FILE *out, const char *svg, const char *title)
{
    static const char box[] = "viewBox=";
    const char *end = strchr(svg, '>'), *from = strstr(svg, box);
    fputs("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
          "role=\"img\" ",
          out);
    if (end == NULL) return svg + strlen(svg);
    if (from != NULL && from < end) {
        const char quote = from[sizeof box - 1], *to = strchr(from + sizeof box, quote);
        if (to != NULL && to < end) fwrite(from, 1, (size_t)(to + 1 - from), out);
    }
    fprintf(out, ">\n<title>%s</title>\n", title);
    return end + 1;
}

void cli_svg_put(FILE *out, const char *svg, const char *title, int which)
{
    static const char own_title[] = "<title>Gnuplot</title>";
    const char *start = strstr(svg, "<svg");
    if (start == NULL) return;
    for (const char *c = put_tag(out, start, title); *c != 0;) {
        const size_t length = before_identifier(c);
        if (length > 0) {
            fprintf(out, "%.*sp%d-", (int)length, c, which);
            c += length;
        } else if (strncmp(c, own_title, sizeof own_title - 1) == 0) {
            c += sizeof own_title - 1;
        } else {
            fputc(*c++, out);
        }
    }
}
