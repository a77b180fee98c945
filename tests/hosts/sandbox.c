/* SPDX-License-Identifier: Apache-2.0 */
/* A host that restricts itself: sandbox HOW PLUGINS REQUEST opens a directory of plugins and
 * verifies one request, under what HOW says (docs/embedding.md). sandbox calls prints the system
 * calls that the page lists. Exit status as of host.c; SIGSYS where a call was not allowed. */
#define _GNU_SOURCE
#include <walletauth/walletauth.h>

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct call {
    const char *name;
    unsigned number;
};
#define CALL(name) {#name, SYS_##name}

/* While verifying: memory and locks, and what the host itself needs to answer and to end. */
static const struct call verifying[] = {
    CALL(brk),     CALL(mmap),  CALL(munmap),     CALL(mremap), CALL(mprotect),
    CALL(madvise), CALL(futex), CALL(exit_group), CALL(write),
};
/* While opening, besides. */
static const struct call opening[] = {
    CALL(openat),          CALL(close),          CALL(read),         CALL(pread64),
    CALL(lseek),           CALL(fstat),          CALL(fcntl),        CALL(memfd_create),
    CALL(getdents64),      CALL(newfstatat),     CALL(statx),        CALL(geteuid),
    CALL(getrandom),       CALL(prlimit64),      CALL(readlinkat),   CALL(getcwd),
    CALL(getuid),          CALL(rt_sigprocmask), CALL(rt_sigaction), CALL(rt_sigpending),
    CALL(rt_sigtimedwait),
#ifdef SYS_readlink
    CALL(readlink),
#endif
};
#define COUNT(array) (sizeof(array) / sizeof *(array))

static int install(struct sock_filter *lines, size_t count) {
    const struct sock_fprog program = {(unsigned short)count, lines};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* Allows the calls, and ends the process at any other. */
static int allow_only(const struct call *calls, size_t count, const struct call *more,
                      size_t more_count) {
    struct sock_filter lines[2 * (COUNT(verifying) + COUNT(opening)) + 2];
    size_t size = 0;
    lines[size++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < count + more_count; ++i) {
        const unsigned number = i < count ? calls[i].number : more[i - count].number;
        lines[size++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
        lines[size++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    }
    lines[size++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    return install(lines, size);
}

static int refuse_memory_files(void) {
    struct sock_filter lines[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_memfd_create, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    return install(lines, COUNT(lines));
}

struct task {
    const char *plugins;
    wa_host *host;
    const char *request;
    uint32_t status;
};

static void *open_plugins(void *data) {
    struct task *task = data;
    char *message = NULL;
    (void)wa_open_directory(task->plugins, strlen(task->plugins), &task->host, &message);
    if (message != NULL) fprintf(stderr, "%s\n", message);
    wa_free(message);
    return NULL;
}

static void *verify(void *data) {
    struct task *task = data;
    char *answer = NULL;
    size_t size = 0;
    task->status =
        wa_verify_json(task->host, task->request, strlen(task->request), NULL, 0, &answer, &size);
    if (answer != NULL && (write(STDOUT_FILENO, answer, size) < 0 || write(1, "\n", 1) < 0))
        _exit(3);
    wa_free(answer);
    return NULL;
}

static int on_stack(const char *kib, void *(*function)(void *), struct task *task) {
    pthread_attr_t attributes;
    pthread_t thread;
    return pthread_attr_init(&attributes) == 0 &&
           pthread_attr_setstacksize(&attributes, strtoul(kib, NULL, 10) * 1024) == 0 &&
           pthread_create(&thread, &attributes, function, task) == 0 &&
           pthread_join(thread, NULL) == 0;
}

/* The child has the plugins as the parent has: they have no thread, lock or state. */
static int verify_in_child(struct task *task) {
    const pid_t child = fork();
    if (child == 0) {
        verify(task);
        _exit(task->status == WA_OK ? 0 : 1);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) return 0;
    verify(task);
    return 1;
}

static int before_opening(const char *how) {
    if (strcmp(how, "opening") == 0) {
        return allow_only(verifying, COUNT(verifying), opening, COUNT(opening));
    }
    if (strcmp(how, "no-memfd") == 0) return refuse_memory_files();
    /* Linux 6.3, what MemoryDenyWriteExecute= of newer systemd sets. */
    if (strcmp(how, "no-exec-gain") == 0) return prctl(65 /* PR_SET_MDWE */, 1, 0, 0, 0) == 0;
    return 1;
}

static int run(const char *how, struct task *task) {
    if (strcmp(how, "fork") == 0) return verify_in_child(task);
    if (strncmp(how, "stack=", 6) == 0) return on_stack(how + 6, verify, task);
    if (strcmp(how, "verifying") == 0 && !allow_only(verifying, COUNT(verifying), NULL, 0))
        return 0;
    if (strcmp(how, "closed") == 0 && syscall(SYS_close_range, 3U, ~0U, 0U) != 0) return 0;
    verify(task);
    return 1;
}

static int print_calls(void) {
    for (size_t i = 0; i < COUNT(verifying); ++i)
        printf("verifying %s\n", verifying[i].name);
    for (size_t i = 0; i < COUNT(opening); ++i)
        printf("opening %s\n", opening[i].name);
    return 0;
}

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "calls") == 0) return print_calls();
    if (count != 4) return 64;
    if (!before_opening(arguments[1])) return 77;
    struct task task = {arguments[2], NULL, arguments[3], WA_ERROR_INTERNAL};
    if (strncmp(arguments[1], "open-stack=", 11) != 0) {
        open_plugins(&task);
    } else if (!on_stack(arguments[1] + 11, open_plugins, &task)) {
        return 77;
    }
    if (task.host == NULL) return 2;
    if (!run(arguments[1], &task)) return 77;
    return task.status == WA_OK ? 0 : 1;
}
