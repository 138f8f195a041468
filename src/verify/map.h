/* The certificates of a map: one for each group of cells, and a manifest that says where they hold. */
#ifndef VERIFY_MAP_H
#define VERIFY_MAP_H

#include <flint/fmpq.h>
#include <jansson.h>

#include "wane/verify.h"

#define VERIFY_MAP_MANIFEST "manifest.json"

typedef struct {
    json_t *root;
    const json_t *groups;
    slong count;
    char *sentence; /* what the map says if its certificates are accepted */
    json_t *area;   /* the share of the rectangle of each verdict, and of what is open, exact */
} verify_map_struct;
typedef verify_map_struct verify_map_t[1];

/* Reads the manifest.  WANE_REJECTED: the groups and what it calls open do not make up the rectangle, or overlap.  To be
   cleared whatever the status. */
wane_status_t verify_map_init(verify_map_t map, const char *text, size_t length, wane_message_t message);
void verify_map_clear(verify_map_t map);

/* The name of a group's file, which lies beside the manifest. */
const char *verify_map_file(const verify_map_t map, slong group);
/* Whether the text of that file proves the group's verdict on its box: as wane_verify. */
wane_status_t verify_map_group(const verify_map_t map, slong group, const char *text, size_t length,
                               wane_verifier_t verifier, wane_message_t message);

#endif
