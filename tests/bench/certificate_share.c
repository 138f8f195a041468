/* What a certificate adds to the verdict that it is of: processor seconds of the command $WANE with `--certificate` and
   without, which are to be at most 1.3 times as many.  "ratio" is that quotient, of "seconds" by "peer_seconds". */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define RUNS 5

static double seconds_of_children(void)
{
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    return (double)used.ru_utime.tv_sec + (double)used.ru_stime.tv_sec +
           1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

/* The least of some runs. */
static double seconds_of(const char *question, const char *certificate)
{
    char command[1000];
    double least = 1e300;
    snprintf(command, sizeof command, "'%s' verdict %s %s >/dev/null 2>&1", getenv("WANE"), question,
             certificate);
    for (int i = 0; i < RUNS; i++) {
        const double before = seconds_of_children();
        const int status = system(command);
        const double seconds = seconds_of_children() - before;
        if (status != 0) printf("exit %d: %s\n", WEXITSTATUS(status), command);
        if (seconds < least) least = seconds;
    }
    return least;
}

int main(void)
{
    static const char *const questions[] = {
        "--student tanh --teacher 'h1+0.3*h3' --a0 0.5",
        "--student tanh --teacher 'sin(2*x)' --a0 0.5",
        "--student gelu --teacher gelu --a0 0.5",
        "--student relu --teacher 'h1+0.3*h3' --a0 0.5",
        "--student hardtanh --teacher tanh --a0 0.5",
        "--student tanh --teacher 'h1+0.3*h3' --a0 0.5 --eps 0.1",
        "--student tanh --teacher 'h1-0.1*h3' --a0 0.5 --eps 10",
        "--student erf --teacher 'h1+0.25*h3' --a0 0.5 --eps 0.001",
        "--student 'center(relu)' --teacher 'h1-0.2*h2' --a0 0.5 --eps 1",
        "--student relu --teacher relu --a0 0.5 --eps 0.000001",
        "--student tanh --teacher 'h1+0.3*h3' --a0 all --eps all",
        "--student tanh --teacher 'h1+b*h3' --set 'b=[0.1,0.2]' --a0 0.5",
        "--student tanh --teacher 'h1+b*h3' --set 'b=[0.1,0.2]' --a0 '[0.1,2]'",
        "--student tanh --teacher 'h1+b*h3' --set 'b=[0.05,0.17]' --a0 all --eps all",
        "--student 'tanh(b*x)' --teacher 'h1+0.3*h3' --set 'b=[1,1.1]' --a0 0.5",
        "--student gelu --teacher 'h1+b*h3' --set 'b=[0.1,0.2]' --a0 0.5",
        "--student tanh --teacher 'h1-0.1*h3' --a0 '[0.4,0.6]' --eps '[0.1,0.2]'",
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        const double with = seconds_of(questions[i], "--certificate /dev/null"),
                     without = seconds_of(questions[i], "");
        printf("{\"bench\": \"certificate of %s\", \"seconds\": %.3f, \"peer\": \"the verdict\", "
               "\"peer_seconds\": %.3f, \"share\": %.2f}\n",
               questions[i], with, without, with / without);
        fflush(stdout);
    }
    return 0;
}
