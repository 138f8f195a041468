/* How far one name is from another, for guesses at what was meant. */
#ifndef BASE_SPELLING_H
#define BASE_SPELLING_H

#define BASE_SPELLING_LONGEST 32 /* letters of the names compared */

/* Half the cost is the number of insertions, deletions, changes and swaps of neighbours that turn a into b,
   where a change of case and a swap, the commonest slip, count half.  INT_MAX if either is longer than that. */
int base_spelling_cost(const char *a, const char *b);

#endif
