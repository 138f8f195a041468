/* A network whose functions are expressions. */
#ifndef SGD_NETWORK_BULK_NETWORK_H
#define SGD_NETWORK_BULK_NETWORK_H

#include "function/evaluate/evaluate.h"
#include "sgd/network/network.h"

typedef struct {
    bulk_t student, student_derivative, teacher;
    network_t network; /* of these functions, without kernels */
} bulk_network_struct;
typedef bulk_network_struct bulk_network_t[1];
void bulk_network_init(bulk_network_t bulk);
void bulk_network_clear(bulk_network_t bulk);
/* Once, after bulk_network_init.  Encloses the expectations inside the functions first. */
wane_status_t bulk_network_set(bulk_network_t bulk, const wane_function_t student,
                               const wane_function_t teacher, wane_message_t message);

#endif
