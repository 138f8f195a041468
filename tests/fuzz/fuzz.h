/* One input of a fuzzer: libFuzzer calls it with what it makes up, replay.c with the files of the corpus. */
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
