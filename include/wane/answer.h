/* One call for each question: a problem goes in, an answer comes out, both as JSON text.  The module
   `answer`.

   What the command `wane` does, without its flags, files and formats, and what other languages bind to.  A
   problem is an object with the keys of a problem file (the project's user documentation, docs/command.md):
   "student", "teacher", "set", "a0", "R0", "eps", …, "simulation", and "digits", "prec", "threads".  Numbers
   are exact, whether they are JSON strings ("0.3", "1/3", "[0.1, 0.2]") or JSON numbers, whose decimal text
   is taken as it stands.  The answer is byte for byte what `wane QUESTION --format json` writes, where that is offered: every
   certified real is {"lo": …, "hi": …}, decimal strings rounded outward; a plain JSON number is never
   certified.  Messages name keys between backquotes: "`a0`: expected a number", "… is not decided at 768
   bits; raise `prec`". */
#ifndef WANE_ANSWER_H
#define WANE_ANSWER_H

#include "wane/export.h"
#include "wane/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The processes of one run, which share its work: opaque. */
struct crew_post;

/* What a caller may want to know and have while an answer is made; any member may be NULL. */
typedef struct {
    void *context; /* passed to both functions */
    /* Called now and then, by one thread at a time; `steps` is how many steps all of the work has, 0 if it
       has none to count.  Non-zero stops the work: WANE_FAILURE, and what was simulated is kept in the file
       of "resume". */
    int (*progress)(void *context, double fraction_done, double steps);
    /* Takes a document that goes with the answer, before it: the certificate of a verdict if the problem has
       a key "certificate" ("name" is its value), the histograms of "histogram" (CSV), and with "certificates"
       those of the claims (the names are the files' names).  Without this member they are not made.  A status
       other than WANE_OK is returned by wane_answer. */
    wane_status_t (*document)(void *context, const char *name, const char *text, wane_message_t message);
    /* The processes that ask this question ("map" or "sweep") together; NULL: this one alone.  Only the first gets the
       answer, and keeps the file.  So far the command alone makes one, where mpirun has started it. */
    struct crew_post *crew;
} wane_answer_host_t;

/* question: "coeffs", "manifold", "verdict", "thresholds", "bifurcations", "verify", "orbit", "simulate",
   "check", "claims", "kernel", "sweep", "map", "formalize",
   "explain", "report" (what a page tells of one problem), "plot phase", "plot orbit", "plot potential", "plot coefficients",
   "plot check" (pictures: "script" and "terminals", for gnuplot) or "verdicts", those of many problems that differ in numbers: values
   may be lists of one length, taken together entry by
   entry, and the answer's "verdicts" has a row for each ("verdict", "proved", "R_peak", "R_final", "a_final").  Keys that no question knows are refused, those that this one does not need
   are ignored.  "verify", "formalize" and, in place of student and teacher, "explain" read the file named by "certificate" ("-": standard input), "simulate", "check", "report" and the
   pictures with a simulation keep the file named by "resume", "sweep" and "map" that named by "store"; no other file is touched.  host may be NULL.

   *answer is text ended by a newline, to be freed with wane_answer_free, or NULL if there is none.  WANE_OK:
   answered, proved, passed; the message may hold a warning.  WANE_UNDECIDED: *answer holds what is known, the message says what is lacking.
   WANE_REJECTED: a check failed, a claim is refuted, a certificate is rejected; *answer says the rest.
   WANE_BAD_INPUT: the message names the key, or the line, or the column of an expression, and what was
   expected.  WANE_FAILURE: stopped, or a file could not be read or kept. */
WANE_API wane_status_t wane_answer(char **answer, const char *question, const char *problem,
                                   const wane_answer_host_t *host, wane_message_t message);
WANE_API void wane_answer_free(char *answer);

#ifdef __cplusplus
}
#endif
#endif
