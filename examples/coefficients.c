/* A table of certified Hermite coefficients from the library alone.

   cc coefficients.c $(pkg-config --cflags --libs wane) -o coefficients
   ./coefficients 'gelu' 10 20            c_0, …, c_10 of gelu to 20 digits each */
#include <stdio.h>
#include <stdlib.h>
#include <wane/wane.h>

int main(int argc, char **argv)
{
    const char *text = argc > 1 ? argv[1] : "tanh";
    slong last = argc > 2 ? atol(argv[2]) : 9;
    wane_effort_t effort;
    wane_effort_default(&effort);
    if (argc > 3) effort.digits = atol(argv[3]);

    wane_function_t f;
    wane_coefficients_t table;
    wane_message_t message;
    wane_function_init(f);
    wane_coefficients_init(table);
    wane_status_t status = wane_function_parse(f, text, NULL, 0, message);
    if (status == WANE_OK) status = wane_coefficients_compute(table, f, last + 1, &effort, message);
    if (status != WANE_OK) {
        fprintf(stderr, "%s (column %ld)\n", message->text, message->column);
    } else {
        arb_t value;
        arb_init(value);
        for (slong k = 0; k <= last; k++) {
            printf("c_%ld = ", (long)k);
            wane_coefficients_get(value, table, k);
            arb_printn(value, effort.digits, 0);
            printf("\n");
        }
        printf("E f^2 = ");
        wane_coefficients_norm2(value, table);
        arb_printn(value, effort.digits, 0);
        printf("\n");
        arb_clear(value);
    }
    wane_coefficients_clear(table);
    wane_function_clear(f);
    return status;
}
