/* A verdict, the certificate of its proof, and the independent check of that certificate.

   cc certificate.c $(pkg-config --cflags --libs wane) -o certificate
   ./certificate tanh 'h1+0.3*h3' 1/2 */
#include <stdio.h>
#include <string.h>
#include <wane/wane.h>

static int print_step(void *context, const char *sentence)
{
    (void)context;
    printf("  checked: %s\n", sentence);
    return 0; /* go on */
}

int main(int argc, char **argv)
{
    wane_function_t student, teacher;
    wane_interval_t a0;
    wane_start_t start; /* R(0) = 0 */
    wane_effort_t effort;
    wane_verdict_t verdict;
    wane_message_t message;
    char *certificate = NULL;
    wane_function_init(student);
    wane_function_init(teacher);
    wane_interval_init(a0);
    wane_start_init(start);
    wane_verdict_init(verdict);
    wane_effort_default(&effort);
    wane_status_t status = wane_function_parse(student, argc > 1 ? argv[1] : "tanh", NULL, 0, message);
    if (status == WANE_OK)
        status = wane_function_parse(teacher, argc > 2 ? argv[2] : "h1+0.3*h3", NULL, 0, message);
    if (status == WANE_OK && fmpq_set_str(a0->lo, argc > 3 ? argv[3] : "1/2", 10) != 0)
        status = wane_message_set(message, WANE_BAD_INPUT, 0, "a0: expected a rational number such as 1/2");
    fmpq_set(a0->hi, a0->lo);
    if (status == WANE_OK)
        status = wane_verdict_certify(verdict, &certificate, student, teacher, a0, start, &effort, message);
    if (status == WANE_OK) {
        wane_verifier_t verifier = wane_verifier_new();
        const char *reason;
        printf("%s, because\n", wane_outcome_name(wane_verdict_outcome(verdict)));
        for (slong i = 0; (reason = wane_verdict_reason(verdict, i)) != NULL; i++) printf("  %s\n", reason);
        status = wane_verify(certificate, strlen(certificate), verifier, print_step, NULL, message);
        if (status == WANE_OK) printf("the certificate is accepted\n");
        wane_verifier_free(verifier);
        flint_free(certificate);
    }
    if (status != WANE_OK) fprintf(stderr, "%s\n", message->text);
    wane_function_clear(student);
    wane_function_clear(teacher);
    wane_interval_clear(a0);
    wane_start_clear(start);
    wane_verdict_clear(verdict);
    return status;
}
