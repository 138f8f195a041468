#include "answer/question/question.h"

#include <string.h>

answer_question_t *answer_question_find(const char *name)
{
    static const struct {
        const char *name;
        answer_question_t *question;
    } rows[] = {
        {"coeffs", answer_coeffs},         {"manifold", answer_manifold},         {"verdict", answer_verdict},
        {"thresholds", answer_thresholds}, {"bifurcations", answer_bifurcations}, {"verify", answer_verify},
        {"orbit", answer_orbit},           {"simulate", answer_simulate},         {"check", answer_check},
        {"claims", answer_claims}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0) return rows[i].question;
    return NULL;
}

void answer_add(json_t *answer, json_t *own)
{
    json_object_update(answer, own);
    json_decref(own);
}

wane_status_t answer_hand_over(const wane_answer_host_t *host, const char *name, const char *text,
                               wane_message_t message)
{
    return host == NULL || host->document == NULL ? WANE_OK
                                                  : host->document(host->context, name, text, message);
}

int answer_progress_advance(void *progress, double fraction_done)
{
    const answer_progress_t *p = progress;
    return p->host != NULL && p->host->progress != NULL &&
           p->host->progress(p->host->context, fraction_done, p->steps);
}
