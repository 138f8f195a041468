#include "base/spelling.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

static int minimum(int a, int b)
{
    return a < b ? a : b;
}

/* Of writing b for a: nothing, the wrong case, another letter. */
static int change(char a, char b)
{
    if (a == b) return 0;
    return tolower((unsigned char)a) == tolower((unsigned char)b) ? 1 : 2;
}

int base_spelling_cost(const char *a, const char *b)
{
    int row[3][BASE_SPELLING_LONGEST + 1];
    if (strlen(a) > BASE_SPELLING_LONGEST || strlen(b) > BASE_SPELLING_LONGEST) return INT_MAX;
    const int m = (int)strlen(a), n = (int)strlen(b);
    for (int j = 0; j <= n; j++) row[0][j] = 2 * j;
    for (int i = 1; i <= m; i++) {
        int *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = 2 * i;
        for (int j = 1; j <= n; j++) {
            now[j] = minimum(minimum(last[j], now[j - 1]) + 2, last[j - 1] + change(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = minimum(now[j], before[j - 2] + 1);
        }
    }
    return row[m % 3][n];
}
