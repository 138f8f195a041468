/* Process 0: the only one that sees all, and the only writer. */
#include <flint/flint.h>
#include <string.h>

#include "base/clock.h"
#include "crew/inside.h"
#include "wane/version.h"

#define PAUSE 0.1      /* seconds between two calls of `pause`, at the most */
#define PULSE 1.0      /* between two letters to each process */
#define LAST_WORDS 5.0 /* for what other processes still have to give when everything stops */

typedef struct {
    crew_t *crew;
    int source_is_dry; /* `next` has no more */
    int takes;         /* the writer has not failed */
    int told_to_stop;
    double paused, pulse, stopped; /* when */
    int hungry, asked;             /* processes that want items, and that were asked for some */
} lead_t;

static int others(const lead_t *lead)
{
    return lead->crew->post == NULL ? 0 : lead->crew->post->size - 1;
}

static crew_mate_t *mate(const lead_t *lead, int i)
{
    return lead->crew->mate + 1 + i;
}

/* ---- results ---- */

static void take(lead_t *lead, const unsigned char *bytes, size_t size)
{
    wane_message_t why;
    if (!lead->takes) return;
    const wane_status_t status = lead->crew->job->take(lead->crew->job->context, bytes, size, why);
    if (status == WANE_OK) return;
    lead->takes = 0;
    crew_fail(lead->crew, status, why);
}

/* 0: there were none. */
static int take_results(lead_t *lead)
{
    crew_t *crew = lead->crew;
    pthread_mutex_lock(&crew->lock);
    crew_result_t *result = crew_results(crew);
    pthread_mutex_unlock(&crew->lock);
    const int some = result != NULL;
    for (crew_result_t *next; result != NULL; result = next) {
        next = result->next;
        take(lead, (const unsigned char *)result->bytes, result->size);
        flint_free(result);
    }
    return some;
}

/* ---- letters ---- */

static void push_bytes(crew_t *crew, const letter_t *letter)
{
    crew_item_t item = {flint_malloc(letter->size + 1), letter->size, NULL};
    memcpy(item.bytes, letter->bytes, letter->size);
    pthread_mutex_lock(&crew->lock);
    crew_push(crew, &item);
    pthread_mutex_unlock(&crew->lock);
}

static void read_hello(lead_t *lead, int from, const letter_t *letter)
{
    wane_message_t why;
    if (letter->size == strlen(WANE_VERSION) && memcmp(letter->bytes, WANE_VERSION, letter->size) == 0)
        return;
    crew_fail(lead->crew,
              wane_message_set(why, WANE_FAILURE, 0, "process %d of the run is wane %.*s, this is %s", from,
                               (int)(letter->size < 40 ? letter->size : 40), (const char *)letter->bytes,
                               WANE_VERSION),
              why);
}

static void read_failure(lead_t *lead, const letter_t *letter)
{
    wane_message_t why;
    uint64_t status;
    memcpy(&status, letter->bytes, sizeof status);
    memcpy(why, letter->bytes + sizeof status, sizeof *why);
    crew_fail(lead->crew, (wane_status_t)status, why);
}

/* Items that were on their way when it was written are none that it still wants. */
static void read_state(crew_mate_t *sender, const letter_t *letter)
{
    letter_state_t *state = &sender->state;
    memcpy(state, letter->bytes, sizeof *state);
    const uint64_t on_the_way = sender->sent - state->received;
    state->wanted = on_the_way < state->wanted ? state->wanted - (uint32_t)on_the_way : 0;
}

static void read_one(void *context, int from, const letter_t *letter)
{
    lead_t *lead = context;
    crew_mate_t *sender = lead->crew->mate + from;
    sender->heard = base_seconds();
    switch (letter->kind) {
    case LETTER_HELLO:
        read_hello(lead, from, letter);
        break;
    case LETTER_RESULT:
        take(lead, letter->bytes, letter->size);
        break;
    case LETTER_ITEM:
        push_bytes(lead->crew, letter);
        break;
    case LETTER_STATE:
        read_state(sender, letter);
        break;
    case LETTER_YIELDED:
        sender->asked = 0;
        break;
    case LETTER_FAILED:
        read_failure(lead, letter);
        break;
    default:
        break;
    }
}

static void look_for_the_silent(lead_t *lead)
{
    const double now = base_seconds();
    wane_message_t why;
    for (int i = 0; i < others(lead); i++)
        if (now - mate(lead, i)->heard > CREW_SILENCE)
            crew_fail(lead->crew,
                      wane_message_set(why, WANE_FAILURE, 0,
                                       "process %d of %d has said nothing for %.0f s and counts as lost",
                                       i + 1, others(lead) + 1, CREW_SILENCE),
                      why);
}

/* ---- who gets what ---- */

static int next_item(crew_item_t *item, lead_t *lead)
{
    wane_message_t why;
    int found = 0;
    if (lead->source_is_dry || atomic_load(&lead->crew->stopping)) return 0;
    const wane_status_t status = lead->crew->job->next(&found, item, lead->crew->job->context, why);
    if (status != WANE_OK) crew_fail(lead->crew, status, why);
    lead->source_is_dry = !found || status != WANE_OK;
    return !lead->source_is_dry;
}

/* To the hands of this process, one each. */
static void feed(lead_t *lead)
{
    crew_t *crew = lead->crew;
    crew_item_t item;
    for (;;) {
        pthread_mutex_lock(&crew->lock);
        const int enough = (size_t)crew->idle <= crew_waiting(crew);
        pthread_mutex_unlock(&crew->lock);
        if (enough || !next_item(&item, lead)) return;
        pthread_mutex_lock(&crew->lock);
        crew_push(crew, &item);
        pthread_mutex_unlock(&crew->lock);
    }
}

/* What the hands here need not at once, then what nobody has had yet. */
static int spare_item(crew_item_t *item, lead_t *lead)
{
    crew_t *crew = lead->crew;
    pthread_mutex_lock(&crew->lock);
    const int found = crew_waiting(crew) > (size_t)crew->idle && crew_pull_first(item, crew);
    pthread_mutex_unlock(&crew->lock);
    return found || next_item(item, lead);
}

static void give_items(lead_t *lead, crew_mate_t *to)
{
    crew_item_t item;
    while (to->state.wanted > 0 && spare_item(&item, lead)) {
        letters_add(&to->out, LETTER_ITEM, item.bytes, item.size);
        crew_item_clear(&item, lead->crew->job);
        to->sent++;
        to->state.wanted--;
    }
}

/* Of the processes that have most, as many as there are hungry ones. */
static void ask_for_items(lead_t *lead, int hungry)
{
    int asked = 0;
    for (int i = 0; i < others(lead); i++) asked += mate(lead, i)->asked;
    for (; asked < hungry; asked++) {
        crew_mate_t *richest = NULL;
        for (int i = 0; i < others(lead); i++)
            if (!mate(lead, i)->asked && mate(lead, i)->state.waiting > 0 &&
                (richest == NULL || mate(lead, i)->state.waiting > richest->state.waiting))
                richest = mate(lead, i);
        if (richest == NULL) return;
        letters_add(&richest->out, LETTER_ASK, NULL, 0);
        richest->asked = 1;
        richest->state.waiting = 0; /* until it says otherwise */
    }
}

static void distribute(lead_t *lead)
{
    crew_t *crew = lead->crew;
    feed(lead);
    if (others(lead) == 0 || atomic_load(&crew->stopping)) return;
    int hungry = 0;
    for (int i = 0; i < others(lead); i++) {
        give_items(lead, mate(lead, i));
        hungry += mate(lead, i)->state.wanted > 0;
    }
    pthread_mutex_lock(&crew->lock);
    hungry += (size_t)crew->idle > crew_waiting(crew);
    pthread_mutex_unlock(&crew->lock);
    if (hungry > 0) ask_for_items(lead, hungry);
}

static void send_letters(lead_t *lead)
{
    const double now = base_seconds();
    const int is_pulse = now - lead->pulse > PULSE;
    const uint64_t word = atomic_load(&lead->crew->word);
    if (is_pulse) lead->pulse = now;
    for (int i = 0; i < others(lead); i++) {
        if (is_pulse) letters_add(&mate(lead, i)->out, LETTER_WORD, &word, sizeof word);
        letters_send(&mate(lead, i)->out, lead->crew->post, i + 1);
    }
}

/* ---- the end ---- */

static int mate_is_at_rest(const crew_mate_t *other)
{
    return other->state.is_resting && other->state.received == other->sent && !other->asked;
}

static int all_are_at_rest(lead_t *lead)
{
    crew_t *crew = lead->crew;
    pthread_mutex_lock(&crew->lock);
    int resting = crew_is_at_rest(crew) && crew->result == NULL;
    pthread_mutex_unlock(&crew->lock);
    for (int i = 0; resting && i < others(lead); i++) resting = mate_is_at_rest(mate(lead, i));
    return resting;
}

/* Hands here are waited for in any case: they share what is to be cleared. */
static int is_over(lead_t *lead)
{
    crew_t *crew = lead->crew;
    if (!atomic_load(&crew->stopping)) return lead->source_is_dry && all_are_at_rest(lead);
    if (all_are_at_rest(lead)) return 1;
    pthread_mutex_lock(&crew->lock);
    const int resting = crew_is_at_rest(crew) && crew->result == NULL;
    pthread_mutex_unlock(&crew->lock);
    return resting && base_seconds() - lead->stopped > LAST_WORDS;
}

static void call_pause(lead_t *lead, int is_due)
{
    wane_message_t why;
    crew_t *crew = lead->crew;
    const double now = base_seconds();
    if ((!is_due && now - lead->paused < PAUSE) || crew->job->pause == NULL) return;
    lead->paused = now;
    const uint64_t word = atomic_load(&crew->word);
    const wane_status_t status = crew->job->pause(crew->job->context, crew, why);
    if (status != WANE_OK) crew_fail(crew, status, why);
    if (atomic_load(&crew->word) != word) lead->pulse = 0;
}

static void pass_on_stop(lead_t *lead)
{
    if (lead->told_to_stop || !atomic_load(&lead->crew->stopping)) return;
    lead->told_to_stop = 1;
    lead->stopped = base_seconds();
    for (int i = 0; i < others(lead); i++) letters_add(&mate(lead, i)->out, LETTER_STOP, NULL, 0);
}

void crew_lead(crew_t *crew)
{
    lead_t lead = {.crew = crew, .takes = 1, .paused = base_seconds(), .pulse = base_seconds()};
    for (int i = 0; i < others(&lead); i++) mate(&lead, i)->heard = lead.pulse;
    for (;;) {
        const int some =
            (crew->post != NULL && letters_receive(crew->post, read_one, &lead)) | take_results(&lead);
        if (!atomic_load(&crew->stopping)) call_pause(&lead, some);
        distribute(&lead);
        pass_on_stop(&lead);
        send_letters(&lead);
        if (is_over(&lead)) break;
        if (!atomic_load(&crew->stopping)) look_for_the_silent(&lead);
        if (!some) crew_wait(crew);
    }
    const uint64_t status = (uint64_t)crew->status;
    for (int i = 0; i < others(&lead); i++)
        letters_add(&mate(&lead, i)->out, LETTER_DONE, &status, sizeof status);
    send_letters(&lead);
}
