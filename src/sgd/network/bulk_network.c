#include "function/evaluate/evaluate.h"
#include "sgd/network/bulk_network.h"

#include <string.h>

#include "function/tree/scoped_function.h"

/* Expectations inside the functions are needed to machine precision only. */
#define EXPECTATION_BITS 96

void bulk_network_init(bulk_network_t bulk)
{
    memset(bulk, 0, sizeof(bulk_network_struct));
}

void bulk_network_clear(bulk_network_t bulk)
{
    if (bulk->student != NULL) bulk_free(bulk->student);
    if (bulk->student_derivative != NULL) bulk_free(bulk->student_derivative);
    if (bulk->teacher != NULL) bulk_free(bulk->teacher);
}

wane_status_t bulk_network_set(bulk_network_t bulk, const wane_function_t student,
                               const wane_function_t teacher, wane_message_t message)
{
    wane_status_t status = wane_hermite_resolve(student, EXPECTATION_BITS, message);
    if (status == WANE_OK) status = wane_hermite_resolve(teacher, EXPECTATION_BITS, message);
    if (status != WANE_OK) return status;
    SCOPED(wane_function, derivative);
    wane_function_derivative(derivative, student);
    bulk->student = bulk_new(student);
    bulk->student_derivative = bulk_new(derivative);
    bulk->teacher = bulk_new(teacher);
    if (bulk->student == NULL || bulk->student_derivative == NULL || bulk->teacher == NULL)
        return wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    bulk->network = (network_t){.student = pointwise_bulk(bulk->student),
                                .both = bulk_pair(bulk->student, bulk->student_derivative),
                                .student_derivative = pointwise_bulk(bulk->student_derivative),
                                .teacher = pointwise_bulk(bulk->teacher)};
    return WANE_OK;
}
