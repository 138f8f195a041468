/* The certificates of a map, as `verify` takes them. */
#ifndef ANSWER_MAP_MAP_CERTIFICATE_H
#define ANSWER_MAP_MAP_CERTIFICATE_H

#include "answer/map/map.h"
#include "wane/answer.h"

/* Hands over a certificate for each group of decided leaves that lie side by side, and the manifest; adds to the answer how
   many there are.  A group of which none is found counts as open in the manifest. */
wane_status_t answer_map_certify(json_t *answer, const answer_map_request_t *request, const map_cells_t cells,
                                 const wane_answer_host_t *host, wane_message_t message);

#endif
