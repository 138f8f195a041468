/* Certificates of families: the box of their parameters, a0, R0 and eps, cut into boxes. */
#ifndef VERIFY_FAMILY_H
#define VERIFY_FAMILY_H

#include "verify/shape/run.h"

int verify_is_family(const json_t *root);
int verify_is_flow_family(const json_t *root); /* at given eps */

/* Checks one certificate of a single problem. */
typedef int (*verify_member_t)(run_struct *run, const json_t *certificate);

/* 1 if every member is accepted and their boxes make up the family's, else the message is filled. */
int verify_family(run_struct *run, const json_t *family, verify_member_t check);

#endif
