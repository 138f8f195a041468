#include "draw.h"

#include <Random123/philox.h>

long draw_below(draw_t *draw, long bound)
{
    philox4x64_ctr_t counter = {{draw->count++, draw->question, 0, 0}};
    philox4x64_key_t key = {{draw->seed, 0}};
    philox4x64_ctr_t word = philox4x64(counter, key);
    return (long)((word.v[0] >> 32) * (uint64_t)bound >> 32);
}

long draw_between(draw_t *draw, long low, long high)
{
    return low + draw_below(draw, high - low + 1);
}

int draw_one_in(draw_t *draw, long parts)
{
    return draw_below(draw, parts) == 0;
}
