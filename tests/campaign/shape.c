#include "shape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static long double sigmoid(long double x)
{
    return x > 0 ? 1 / (1 + expl(-x)) : expl(x) / (1 + expl(x));
}

static long double normal_law(long double x)
{
    return 0.5L * erfcl(-x * M_SQRT1_2l);
}

static long double softplus(long double x)
{
    return x > 0 ? x + log1pl(expl(-x)) : log1pl(expl(x));
}

static long double gelu(long double x)
{
    return x * normal_law(x);
}

static long double gelu_tanh(long double x)
{
    return 0.5L * x * (1 + tanhl(sqrtl(2 / M_PIl) * (x + 0.044715L * x * x * x)));
}

static long double quick_gelu(long double x)
{
    return x * sigmoid(1.702L * x);
}

static long double silu(long double x)
{
    return x * sigmoid(x);
}

static long double mish(long double x)
{
    return x * tanhl(softplus(x));
}

static long double half_exponential(long double x)
{
    return expl(x / 2);
}

static long double lorentzian(long double x)
{
    return 1 / (1 + x * x);
}

static long double bell(long double x)
{
    return expl(-x * x);
}

static long double elu(long double x)
{
    return x > 0 ? x : expm1l(x);
}

static long double softsign(long double x)
{
    return x / (1 + fabsl(x));
}

static long double step(long double x)
{
    return x > 0 ? 1 : 0;
}

static long double window(long double x)
{
    return x > -0.25L && x < 0.5L ? 1 : 0;
}

const shape_t shapes[] = {
    {.pattern = "tanh(@)", .value = tanhl},
    {.pattern = "erf(@)", .unstretched = 1, .value = erfl},
    {.pattern = "sigmoid(@)", .value = sigmoid},
    {.pattern = "gelu(@)", .value = gelu},
    {.pattern = "silu(@)", .value = silu},
    {.pattern = "softplus(@)", .value = softplus},
    {.pattern = "sin(@)", .value = sinl},
    {.pattern = "cos(@)", .value = cosl},
    {.pattern = "gelu_tanh(@)", .value = gelu_tanh},
    {.pattern = "mish(@)", .value = mish},
    {.pattern = "atan(@)", .unstretched = 1, .value = atanl},
    {.pattern = "@*sigmoid(1.702*@)", .value = quick_gelu},
    {.pattern = "exp(@/2)", .value = half_exponential},
    {.pattern = "1/(1+@^2)", .unstretched = 1, .value = lorentzian},
    {.pattern = "exp(-@^2)", .unstretched = 1, .value = bell},
    {.pattern = "relu(@)", .class = SHAPE_LINEAR, .slope = 0.5L, .kink_count = 1, .jump = {1}},
    {.pattern = "abs(@)", .class = SHAPE_LINEAR, .kink_count = 1, .jump = {2}},
    {.pattern = "leaky_relu(@,0.2)", .class = SHAPE_LINEAR, .slope = 0.6L, .kink_count = 1, .jump = {0.8L}},
    {.pattern = "leaky_relu(@,-0.5)", .class = SHAPE_LINEAR, .slope = 0.25L, .kink_count = 1, .jump = {1.5L}},
    {.pattern = "hardtanh(@)", .class = SHAPE_LINEAR, .kink_count = 2, .jump = {1, -1}, .place = {-1, 1}},
    {.pattern = "relu(@-0.5)",
     .class = SHAPE_LINEAR,
     .intercept = -0.25L,
     .slope = 0.5L,
     .kink_count = 1,
     .jump = {1},
     .place = {0.5L}},
    {.pattern = "elu(@)", .class = SHAPE_ROUGH, .value = elu},
    {.pattern = "softsign(@)", .class = SHAPE_ROUGH, .value = softsign},
    {.pattern = "step(@)", .class = SHAPE_ROUGH, .value = step},
    {.pattern = "(step(@+0.25)-step(@-0.5))", .class = SHAPE_ROUGH, .value = window},
};
const long shape_count = sizeof shapes / sizeof shapes[0], shape_smooth_count = 15, shape_linear_count = 6;

void shape_print(char *text, size_t size, const shape_t *shape, const char *argument)
{
    size_t used = 0, length = strlen(shape->pattern);
    if (strcmp(argument, "x") == 0 && length > 3 && strcmp(shape->pattern + length - 3, "(@)") == 0) {
        snprintf(text, size, "%.*s", (int)(length - 3), shape->pattern);
        return;
    }
    for (const char *at = shape->pattern; *at && used + 1 < size; at++) {
        if (*at == '@') used += (size_t)snprintf(text + used, size - used, "%s", argument);
        else text[used++] = *at;
    }
    text[used < size ? used : size - 1] = 0;
}
