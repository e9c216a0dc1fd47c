/* All ways to place queens on a board. */
#include <stdio.h>

static int placed(unsigned rows, unsigned left, unsigned right, unsigned all)
{
    if (rows == all)
        return 1;
    int count = 0;
    for (unsigned free = all & ~(rows | left | right); free != 0; free &= free - 1) {
        unsigned queen = free & -free;
        count += placed(rows | queen, (left | queen) << 1, (right | queen) >> 1, all);
    }
    return count;
}

int main(void)
{
    printf("%d\n", placed(0, 0, 0, (1u << 11) - 1) + placed(0, 0, 0, (1u << 12) - 1));
    return 0;
}
