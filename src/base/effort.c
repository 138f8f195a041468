#include "wane/effort.h"

void wane_effort_default(wane_effort_t *effort)
{
    effort->digits = 30;
    effort->max_prec = 8192;
    effort->threads = 1;
}
