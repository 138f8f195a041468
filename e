wane: the sign of N = PS' - 2P'S beside R = 0, where its leading term is not known, is not decided at 180 bits; the intervals in the functions are in the way: narrow them
