#include "wane/version.h"

const char *wane_version(void)
{
    return WANE_VERSION;
}
