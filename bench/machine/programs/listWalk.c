/* A doubly linked list that is walked and relinked. */
#include <stdio.h>
#include <stdlib.h>

struct link {
    struct link *next, *previous;
    int value;
};

int main(void)
{
    struct link head = { &head, &head, 0 };
    for (int i = 0; i < 5000; i++) {
        struct link *link = malloc(sizeof *link);
        link->value = i;
        link->next = head.next;
        link->previous = &head;
        head.next->previous = link;
        head.next = link;
    }
    unsigned sum = 0;
    for (int round = 0; round < 2000; round++) {
        for (struct link *at = head.next; at != &head; at = at->next)
            sum += (unsigned)(at->value ^ round);
        struct link *last = head.previous;
        last->previous->next = &head;
        head.previous = last->previous;
        last->next = head.next;
        last->previous = &head;
        head.next->previous = last;
        head.next = last;
    }
    printf("%u\n", sum);
    return 0;
}
