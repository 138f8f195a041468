/* On what a simulation is computed: its last digits are those of the processor and of the BLAS kernel. */
#ifndef SGD_RECORD_MACHINE_H
#define SGD_RECORD_MACHINE_H

#include "sgd/record/store.h"

/* Keeps in the file the machine that began it; where that was another one, WANE_OK with a message that says so. */
wane_status_t machine_compare(store_t *store, wane_message_t message);

#endif
