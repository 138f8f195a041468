#include "crew/letters.h"

#include <string.h>

#include <flint/flint.h>

typedef struct {
    uint64_t kind, size;
} head_t;

static size_t padded(size_t size)
{
    return (size + 7) / 8 * 8;
}

void letters_add(letters_t *letters, letter_kind_t kind, const void *bytes, size_t size)
{
    const head_t head = {kind, size};
    const size_t needed = letters->size + sizeof head + padded(size);
    if (needed > letters->alloc) {
        letters->alloc = needed + needed / 2;
        letters->bytes = flint_realloc(letters->bytes, letters->alloc);
    }
    unsigned char *end = letters->bytes + letters->size;
    memcpy(end, &head, sizeof head);
    memset(end + sizeof head + size, 0, padded(size) - size);
    if (size > 0) memcpy(end + sizeof head, bytes, size);
    letters->size = needed;
}

void letters_send(letters_t *letters, crew_post_t *post, int to)
{
    if (letters->size == 0) return;
    post->send(post, to, letters->bytes, letters->size);
    *letters = (letters_t){NULL, 0, 0};
}

int letters_next(letter_t *letter, size_t *place, const unsigned char *bytes, size_t size)
{
    head_t head;
    if (*place + sizeof head > size) return 0;
    memcpy(&head, bytes + *place, sizeof head);
    *letter = (letter_t){(letter_kind_t)head.kind, bytes + *place + sizeof head, head.size};
    *place += sizeof head + padded(head.size);
    return *place <= size;
}

int letters_receive(crew_post_t *post, void (*read)(void *context, int from, const letter_t *letter),
                    void *context)
{
    unsigned char *bytes;
    size_t size;
    int from, some = 0;
    while (post->receive(post, &from, &bytes, &size)) {
        letter_t letter;
        size_t place = 0;
        while (letters_next(&letter, &place, bytes, size)) read(context, from, &letter);
        flint_free(bytes);
        some = 1;
    }
    return some;
}
