/* One cell of a map: a verdict that holds for every parameter b in an interval and every a0 in an interval.

   cc cell.c $(pkg-config --cflags --libs wane) -o cell
   ./cell tanh 'h1+b*h3' '[0.2,0.22]' 1/2 11/20 */
#include <stdio.h>
#include <wane/wane.h>

int main(int argc, char **argv)
{
    const wane_parameter_t b = {.name = "b", .value = argc > 3 ? argv[3] : "[0.2,0.22]"};
    wane_function_t student, teacher;
    wane_interval_t a0;
    wane_start_t start;
    wane_effort_t effort;
    wane_verdict_t cell;
    wane_message_t message;
    wane_function_init(student);
    wane_function_init(teacher);
    wane_interval_init(a0);
    wane_start_init(start);
    wane_verdict_init(cell);
    wane_effort_default(&effort);
    wane_status_t status = wane_function_parse(student, argc > 1 ? argv[1] : "tanh", &b, 1, message);
    if (status == WANE_OK)
        status = wane_function_parse(teacher, argc > 2 ? argv[2] : "h1+b*h3", &b, 1, message);
    if (status == WANE_OK && (fmpq_set_str(a0->lo, argc > 4 ? argv[4] : "1/2", 10) != 0 ||
                              fmpq_set_str(a0->hi, argc > 5 ? argv[5] : "11/20", 10) != 0))
        status =
            wane_message_set(message, WANE_BAD_INPUT, 0, "a0: expected two rational numbers such as 1/2");
    if (status == WANE_OK) status = wane_verdict_compute(cell, student, teacher, a0, start, &effort, message);
    if (status == WANE_OK) {
        arb_t R_final;
        arb_init(R_final);
        wane_verdict_R_final(R_final, cell);
        printf("for every b in %s and every a0 in the interval: %s\n", b.value,
               wane_outcome_name(wane_verdict_outcome(cell)));
        printf("|R| tends to ");
        arb_printn(R_final, 10, 0);
        printf("\n");
        arb_clear(R_final);
    } else {
        fprintf(stderr, "%s\n", message->text);
    }
    wane_function_clear(student);
    wane_function_clear(teacher);
    wane_interval_clear(a0);
    wane_start_clear(start);
    wane_verdict_clear(cell);
    return status;
}
