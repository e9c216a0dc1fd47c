/* Binary trees that are built, counted and freed. */
#include <stdio.h>
#include <stdlib.h>

struct tree {
    struct tree *left, *right;
};

static struct tree *grown(int depth)
{
    struct tree *tree = malloc(sizeof *tree);
    tree->left = depth > 0 ? grown(depth - 1) : NULL;
    tree->right = depth > 0 ? grown(depth - 1) : NULL;
    return tree;
}

static int counted(const struct tree *tree)
{
    return tree == NULL ? 0 : 1 + counted(tree->left) + counted(tree->right);
}

static void felled(struct tree *tree)
{
    if (tree == NULL)
        return;
    felled(tree->left);
    felled(tree->right);
    free(tree);
}

int main(void)
{
    int sum = 0;
    for (int round = 0; round < 30; round++) {
        struct tree *tree = grown(13);
        sum += counted(tree);
        felled(tree);
    }
    printf("%d\n", sum);
    return 0;
}
