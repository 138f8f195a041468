/* What the test of the symbols must refuse: named as if it were public. */
void wane_planted(void);
void wane_planted(void) {}
