/* A hash table with chains: insertions, look-ups, removals. */
#include <stdio.h>
#include <stdlib.h>

struct entry {
    struct entry *next;
    unsigned key, value;
};

static struct entry *table[4096];

static struct entry **find(unsigned key)
{
    struct entry **at = &table[key * 2654435761u >> 20];
    while (*at != NULL && (*at)->key != key)
        at = &(*at)->next;
    return at;
}

int main(void)
{
    unsigned state = 7, sum = 0;
    for (int i = 0; i < 400000; i++) {
        unsigned key = (state = state * 1103515245u + 12345u) >> 18;
        struct entry **at = find(key);
        if (*at == NULL) {
            struct entry *entry = malloc(sizeof *entry);
            entry->next = NULL;
            entry->key = key;
            entry->value = (unsigned)i;
            *at = entry;
        } else if (i % 3 == 0) {
            struct entry *gone = *at;
            *at = gone->next;
            free(gone);
        } else
            sum += (*at)->value++;
    }
    printf("%u\n", sum);
    return 0;
}
