/* Numbers as users type them. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/number.h"

static void expect_number(const char *text, const char *expected)
{
    fmpq_t value;
    fmpq_init(value);
    cr_assert(base_number_read(value, text), "'%s' was refused", text);
    char *got = fmpq_get_str(NULL, 10, value);
    cr_assert_str_eq(got, expected);
    flint_free(got);
    fmpq_clear(value);
}

Test(number, exact_values)
{
    expect_number("0.3", "3/10");
    expect_number("-12.50", "-25/2");
    expect_number("+7", "7");
    expect_number(" 1/3 ", "1/3");
    expect_number("0.5/0.25", "2");
    expect_number("2e-3", "1/500");
    expect_number("1.5E2", "150");
    expect_number(".5", "1/2");
    expect_number("5.", "5");
    expect_number("- 2", "-2");
    expect_number("0.1000000000000000055511151231257827",
                  "1000000000000000055511151231257827/10000000000000000000000000000000000");
}

Test(number, refused)
{
    static const char *const texts[] = {"",
                                        " ",
                                        "abc",
                                        "1x",
                                        "1/0",
                                        "1/0.00",
                                        "--1",
                                        "1..2",
                                        ".",
                                        "-",
                                        "1e",
                                        "1e+",
                                        "e5",
                                        "nan",
                                        "inf",
                                        "0x10",
                                        "1,5",
                                        "1 2",
                                        "1/2/3",
                                        "all",
                                        "[1,2]",
                                        "1e99999",
                                        "1e99999999999999999999",
                                        "١"};
    fmpq_t value;
    fmpq_init(value);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_assert_not(base_number_read(value, texts[i]), "'%s' was accepted", texts[i]);
    fmpq_clear(value);
}

Test(number, too_long_is_refused)
{
    char text[20001];
    fmpq_t value;
    fmpq_init(value);
    memset(text, '7', sizeof text);
    text[sizeof text - 1] = 0;
    cr_assert_not(base_number_read(value, text));
    fmpq_clear(value);
}

Test(number, intervals)
{
    fmpq_t low, high;
    fmpq_init(low);
    fmpq_init(high);
    cr_assert(base_number_read_interval(low, high, " [ -0.1 , 1/4 ] "));
    cr_assert(fmpq_equal_si(low, 0) == 0 && fmpq_cmp(low, high) < 0);
    cr_assert(fmpz_equal_si(fmpq_denref(low), 10) && fmpz_equal_si(fmpq_denref(high), 4));
    cr_assert(base_number_read_interval(low, high, "[1,1]"));
    static const char *const texts[] = {"[1,0]", "[1]", "[1,2", "1,2]", "[1,2]x", "[,]", "[1;2]", "1"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_assert_not(base_number_read_interval(low, high, texts[i]), "'%s' was accepted", texts[i]);
    fmpq_clear(low);
    fmpq_clear(high);
}

Test(number, nearest_double)
{
    fmpq_t value;
    fmpq_init(value);
    cr_assert(base_number_read(value, "0.1"));
    cr_assert(base_number_to_double(value) == 0.1);
    cr_assert(base_number_read(value, "-1/3"));
    cr_assert(base_number_to_double(value) == -1.0 / 3.0);
    cr_assert(base_number_read(value, "1e400"));
    cr_assert(isinf(base_number_to_double(value)));
    fmpq_clear(value);
}
