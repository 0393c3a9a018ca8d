/*
 * A power cut for one process: whatever is written below POWER_DIR survives only as it was at the last
 * fsync or fdatasync of its file. Each of those copies the file below POWER_SHADOW, whole or not at all.
 * Built by power-cut.ts: cc -shared -fPIC -o power.so power.c
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static int keep(int fd) {
	const char *dir = getenv("POWER_DIR"), *shadow = getenv("POWER_SHADOW");
	char link[64], path[PATH_MAX], draft[PATH_MAX + 32], kept[PATH_MAX + 32];
	static char buffer[1 << 16];
	if (!dir || !shadow) return 0;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, sizeof path - 1);
	if (length < 0) return 0;
	path[length] = 0;
	if (strncmp(path, dir, strlen(dir)) != 0) return 0;
	const char *name = strrchr(path, '/') + 1;
	snprintf(draft, sizeof draft, "%s/.%s.draft", shadow, name);
	snprintf(kept, sizeof kept, "%s/%s", shadow, name);
	pthread_mutex_lock(&one_at_a_time);
	int failed = 0, in = open(path, O_RDONLY), out = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (in < 0 || out < 0) failed = 1;
	for (ssize_t got; !failed && (got = read(in, buffer, sizeof buffer)) != 0;)
		if (got < 0 || write(out, buffer, (size_t)got) != got) failed = 1;
	if (in >= 0) close(in);
	if (out >= 0) close(out);
	if (!failed) failed = rename(draft, kept) != 0;
	pthread_mutex_unlock(&one_at_a_time);
	return failed ? -1 : 0;
}

int fsync(int fd) { return keep(fd); }
int fdatasync(int fd) { return keep(fd); }
