#include "answer/question/question.h"

#include <stdint.h>

void answer_add(json_t *answer, json_t *own)
{
    json_object_update(answer, own);
    json_decref(own);
}

void answer_add_lines(json_t *answer, const char *name, char *lines)
{
    json_object_set_new(answer, name, json_integer((json_int_t)(intptr_t)lines));
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
