/* Locals that are initialised where they are declared and cleared where their block ends, however it ends:
       SCOPED(arb, x, y);          for   arb_t x, y; arb_init(x); arb_init(y); … arb_clear(x); arb_clear(y);
       SCOPED_VEC(arb, v, n);      for   arb_ptr v = _arb_vec_init(n); … _arb_vec_clear(v, n);
   No goto may pass one, and none stands directly behind a case label. */
#ifndef BASE_SCOPED_H
#define BASE_SCOPED_H

#include <flint/acb_poly.h>
#include <flint/arb_poly.h>
#include <flint/fmpq_poly.h>
#include <flint/fmpz_poly.h>

#include "wane/interval.h"

/* Says once of a type with type_init and type_clear that it may be scoped. */
#define SCOPED_TYPE(type)                                                                                    \
    static inline void scoped_##type##_clear(type##_t *x)                                                    \
    {                                                                                                        \
        type##_clear(*x);                                                                                    \
    }

SCOPED_TYPE(acb)
SCOPED_TYPE(acb_poly)
SCOPED_TYPE(arb)
SCOPED_TYPE(arb_poly)
SCOPED_TYPE(arf)
SCOPED_TYPE(fmpq)
SCOPED_TYPE(fmpq_poly)
SCOPED_TYPE(fmpz)
SCOPED_TYPE(fmpz_poly)
SCOPED_TYPE(mag)
SCOPED_TYPE(wane_interval)

#define SCOPED_ONE(type, x)                                                                                  \
    __attribute__((cleanup(scoped_##type##_clear))) type##_t x;                                              \
    type##_init(x);
#define SCOPED_1(t, a) SCOPED_ONE(t, a)
#define SCOPED_2(t, a, ...) SCOPED_ONE(t, a) SCOPED_1(t, __VA_ARGS__)
#define SCOPED_3(t, a, ...) SCOPED_ONE(t, a) SCOPED_2(t, __VA_ARGS__)
#define SCOPED_4(t, a, ...) SCOPED_ONE(t, a) SCOPED_3(t, __VA_ARGS__)
#define SCOPED_5(t, a, ...) SCOPED_ONE(t, a) SCOPED_4(t, __VA_ARGS__)
#define SCOPED_6(t, a, ...) SCOPED_ONE(t, a) SCOPED_5(t, __VA_ARGS__)
#define SCOPED_7(t, a, ...) SCOPED_ONE(t, a) SCOPED_6(t, __VA_ARGS__)
#define SCOPED_8(t, a, ...) SCOPED_ONE(t, a) SCOPED_7(t, __VA_ARGS__)
#define SCOPED_9(t, a, ...) SCOPED_ONE(t, a) SCOPED_8(t, __VA_ARGS__)
#define SCOPED_10(t, a, ...) SCOPED_ONE(t, a) SCOPED_9(t, __VA_ARGS__)
#define SCOPED_11(t, a, ...) SCOPED_ONE(t, a) SCOPED_10(t, __VA_ARGS__)
#define SCOPED_12(t, a, ...) SCOPED_ONE(t, a) SCOPED_11(t, __VA_ARGS__)
#define SCOPED_13(t, a, ...) SCOPED_ONE(t, a) SCOPED_12(t, __VA_ARGS__)
#define SCOPED_14(t, a, ...) SCOPED_ONE(t, a) SCOPED_13(t, __VA_ARGS__)
#define SCOPED_15(t, a, ...) SCOPED_ONE(t, a) SCOPED_14(t, __VA_ARGS__)
#define SCOPED_16(t, a, ...) SCOPED_ONE(t, a) SCOPED_15(t, __VA_ARGS__)
#define SCOPED_CHOOSE(_1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15, _16, name, ...) name
#define SCOPED(type, ...)                                                                                    \
    SCOPED_CHOOSE(__VA_ARGS__, SCOPED_16, SCOPED_15, SCOPED_14, SCOPED_13, SCOPED_12, SCOPED_11, SCOPED_10,  \
                  SCOPED_9, SCOPED_8, SCOPED_7, SCOPED_6, SCOPED_5, SCOPED_4, SCOPED_3, SCOPED_2,            \
                  SCOPED_1, )                                                                                \
    (type, __VA_ARGS__)

#define SCOPED_VEC_TYPE(type)                                                                                \
    typedef struct {                                                                                         \
        type##_ptr entries;                                                                                  \
        slong length;                                                                                        \
    } scoped_##type##_vec_t;                                                                                 \
    static inline void scoped_##type##_vec_clear(scoped_##type##_vec_t *v)                                   \
    {                                                                                                        \
        _##type##_vec_clear(v->entries, v->length);                                                          \
    }

SCOPED_VEC_TYPE(acb)
SCOPED_VEC_TYPE(arb)
SCOPED_VEC_TYPE(mag)

#define SCOPED_VEC(type, v, n)                                                                               \
    __attribute__((cleanup(scoped_##type##_vec_clear)))                                                      \
    scoped_##type##_vec_t scoped_##v = {_##type##_vec_init(n), n};                                           \
    type##_ptr v = scoped_##v.entries

#endif
