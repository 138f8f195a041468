/* One student, many teachers: the student's kernels are computed once, and each polynomial teacher takes the
   place of the last.  Counts the verdicts for the teachers h1 + (i/100) h2 + (j/100) h3 on a grid.

   cc teachers.c $(pkg-config --cflags --libs wane) -o teachers
   ./teachers gelu 1000 */
#include <stdio.h>
#include <stdlib.h>
#include <wane/wane.h>

#define OUTCOMES (WANE_OUTCOME_UNDECIDED + 1)

/* Adds the outcome of teacher number i. */
static wane_status_t count_one(long counts[OUTCOMES], wane_kernels_t kernels, const wane_function_t student,
                               long i, const wane_interval_t a0, const wane_start_t start,
                               const wane_effort_t *effort, wane_message_t message)
{
    char text[60];
    wane_function_t teacher;
    wane_verdict_t verdict;
    wane_function_init(teacher);
    wane_verdict_init(verdict);
    snprintf(text, sizeof text, "h1+%ld/100*h2+%ld/100*h3", i % 32 - 16, i / 32 % 32 - 16);
    wane_status_t status = wane_function_parse(teacher, text, NULL, 0, message);
    if (status == WANE_OK && !wane_kernels_replace_teacher(kernels, student, teacher))
        status = wane_kernels_compute(kernels, student, teacher, effort, message);
    if (status == WANE_OK) status = wane_verdict_from_kernels(verdict, kernels, a0, start, effort, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) counts[wane_verdict_outcome(verdict)]++;
    wane_function_clear(teacher);
    wane_verdict_clear(verdict);
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

int main(int argc, char **argv)
{
    const long count = argc > 2 ? atol(argv[2]) : 1000;
    long counts[OUTCOMES] = {0};
    wane_function_t student;
    wane_kernels_t kernels;
    wane_interval_t a0;
    wane_start_t start;
    wane_effort_t effort;
    wane_message_t message;
    wane_function_init(student);
    wane_kernels_init(kernels);
    wane_interval_init(a0);
    wane_start_init(start);
    wane_effort_default(&effort);
    fmpq_set_si(a0->lo, 1, 2);
    fmpq_set(a0->hi, a0->lo);
    wane_status_t status = wane_function_parse(student, argc > 1 ? argv[1] : "gelu", NULL, 0, message);
    if (status == WANE_OK) status = wane_kernels_compute(kernels, student, student, &effort, message);
    for (long i = 0; status == WANE_OK && i < count; i++)
        status = count_one(counts, kernels, student, i, a0, start, &effort, message);
    if (status != WANE_OK) fprintf(stderr, "%s\n", message->text);
    for (int outcome = 0; status == WANE_OK && outcome < OUTCOMES; outcome++)
        printf("%6ld %s\n", counts[outcome], wane_outcome_name((wane_outcome_t)outcome));
    wane_function_clear(student);
    wane_kernels_clear(kernels);
    wane_interval_clear(a0);
    wane_start_clear(start);
    return status;
}
