/* FOR_EACH_PROCESSOR before a function: it is compiled for several instruction sets, and the best one that
   the machine has is taken at run time. */
#ifndef SGD_RANDOM_FOR_EACH_PROCESSOR_H
#define SGD_RANDOM_FOR_EACH_PROCESSOR_H

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#endif
