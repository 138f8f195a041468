/* Pictures within a page. */
#ifndef CLI_REPORT_SVG_H
#define CLI_REPORT_SVG_H

#include <stdio.h>

/* gnuplot's SVG as an element of a page: without its prologue and size, named by the title, and with identifiers of
   its own, since those of several pictures would be one. */
void cli_svg_put(FILE *out, const char *svg, const char *title, int which);

#endif
