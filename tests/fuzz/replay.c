/* Gives files to a fuzz target, one by one: replay FILE... */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (file == NULL) {
            perror(argv[i]);
            return 1;
        }
        fseek(file, 0, SEEK_END);
        const size_t size = (size_t)ftell(file);
        uint8_t *data =
            malloc(size + 1); /* exactly as long as the file but for this byte: reading it is seen */
        rewind(file);
        if (fread(data, 1, size, file) != size) {
            perror(argv[i]);
            return 1;
        }
        fclose(file);
        uint8_t *exact = realloc(data, size > 0 ? size : 1);
        LLVMFuzzerTestOneInput(exact, size);
        free(exact);
    }
    printf("%d inputs\n", argc - 1);
    return 0;
}
