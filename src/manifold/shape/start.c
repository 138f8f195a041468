#include "base/interval.h"
#include "manifold/shape/start.h"
#include "manifold/shape/manifold.h"

void wane_start_init(wane_start_t start)
{
    start->kind = WANE_START_ZERO;
    wane_interval_init(start->value);
}

void wane_start_clear(wane_start_t start)
{
    wane_interval_clear(start->value);
}

int start_is_beside_zero(const wane_start_t start)
{
    return start->kind == WANE_START_ZERO_PLUS || start->kind == WANE_START_ZERO_MINUS;
}

void start_set(wane_start_t start, const wane_start_t other)
{
    start->kind = other->kind;
    interval_set(start->value, other->value);
}
