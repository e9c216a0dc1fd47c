/*
 * The protocol of protocol.c for Spin: one atomic step from one visible operation to the next. N: servers; BUG: 0 for none.
 * A server has two users and is created by the first; who drops the last reference posts a worker, which takes the server
 * apart unless somebody has come back meanwhile. Blocks are numbered: a server has at most as many lives as users.
 */
#ifndef N
#define N 3
#endif
#ifndef BUG
#define BUG 0
#endif

bit table;
bit lock[N];
bit present[N];
byte refs[N];
/* The block that Context points to; 0: NULL. */
byte context[N];
byte made[N];
/* Bits of blocks that are freed. */
byte freed[N];

inline acquire(l) { l == 0; l = 1 }

proctype User(byte s)
{
    bit last;
    byte seen;

    atomic {
        acquire(table);
        if
        :: present[s]
        :: else -> made[s]++; context[s] = made[s]; present[s] = 1
        fi;
#if BUG != 4
        refs[s]++
#endif
    }
#if BUG == 4
    atomic { acquire(lock[s]) }
    atomic { lock[s] = 0; refs[s]++ }
#endif
    atomic { table = 0 }

    atomic {
        acquire(lock[s]);
        assert(context[s] != 0 && !(freed[s] & (1 << context[s])))
    }
    atomic { lock[s] = 0 }

#if BUG == 1
    atomic { seen = refs[s] }
    atomic { refs[s] = seen - 1; last = refs[s] == 0 }
#else
    atomic { acquire(table); refs[s]--; last = refs[s] == 0 }
    atomic { table = 0 }
#endif
    atomic {
        if
        :: last -> run Worker(s)
        :: else
        fi
    }
}

proctype Worker(byte s)
{
    byte mine;

#if BUG == 4
    atomic { acquire(lock[s]) }
#endif
    atomic {
        acquire(table);
#if BUG == 2
        if
        :: present[s]
#else
        if
        :: present[s] && refs[s] == 0
#endif
            -> mine = context[s];
#if BUG != 3
               present[s] = 0; context[s] = 0
#endif
        :: else
        fi
    }
#if BUG == 4
    atomic { table = 0 }
#endif
    atomic {
#if BUG == 4
        lock[s] = 0;
#else
        table = 0;
#endif
        if
        :: mine != 0 -> assert(!(freed[s] & (1 << mine))); freed[s] = freed[s] | (1 << mine)
        :: else
        fi
    }
}

init {
    byte i;
    atomic {
        for (i : 0 .. N - 1) { run User(i); run User(i) }
    }
    /* A block that nobody frees is lost. */
    (_nr_pr == 1) -> atomic {
        for (i : 0 .. N - 1) { assert(freed[i] == (1 << (made[i] + 1)) - 2) }
    }
}
