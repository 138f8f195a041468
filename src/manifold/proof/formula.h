/* What the numbered formulas say that proofs refer to, one plain sentence each. */
#ifndef MANIFOLD_PROOF_FORMULA_H
#define MANIFOLD_PROOF_FORMULA_H

/* Of derivations/NN and a number such as "(3)", of which `length` characters count; NULL: none is known. */
const char *proof_formula_says(int note, const char *number, int length);
/* What the note is about, in a few words; NULL: none is known. */
const char *proof_note_title(int note);

#endif
