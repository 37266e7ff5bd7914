/* A disk that takes 300 syncs a second: preloaded by eng/bench.sh, each sync lasts at least 1/300 s. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static int slowly(const char *name, int file)
{
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    int result = ((int (*)(int))dlsym(RTLD_NEXT, name))(file);
    clock_gettime(CLOCK_MONOTONIC, &after);
    long left = 1000000000L / 300 - ((after.tv_sec - before.tv_sec) * 1000000000L + (after.tv_nsec - before.tv_nsec));
    if (left > 0)
    {
        struct timespec rest = { 0, left };
        nanosleep(&rest, 0);
    }

    return result;
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
