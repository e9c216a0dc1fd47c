/* Quicksort of pseudo-random numbers. */
#include <stdio.h>

#define COUNT 60000

static int numbers[COUNT];

static void sort(int *from, int *to)
{
    while (to - from > 1) {
        int pivot = from[(to - from) / 2], *low = from, *high = to - 1;
        while (low <= high) {
            while (*low < pivot)
                low++;
            while (*high > pivot)
                high--;
            if (low <= high) {
                int number = *low;
                *low++ = *high;
                *high-- = number;
            }
        }
        sort(from, high + 1);
        from = low;
    }
}

int main(void)
{
    unsigned state = 1, check = 0;
    for (int round = 0; round < 8; round++) {
        for (int i = 0; i < COUNT; i++)
            numbers[i] = (int)((state = state * 1664525u + 1013904223u) >> 8);
        sort(numbers, numbers + COUNT);
        for (int i = 1; i < COUNT; i++)
            check = check * 31 + (unsigned)numbers[i] + (numbers[i - 1] > numbers[i]);
    }
    printf("%u\n", check);
    return 0;
}
